import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import {
  ApiAlarms,
  ApiFunctions,
  BaseStack,
  Dashboard,
  RestApi,
  restApiMetrics,
  RestApiStage,
  type RestApiStackProps,
  type RestApiStageProps,
} from "@private-http-api/http-api";

/** The REST API in front of an environment's services: private, or with a resource policy. */
export class RestApiStack extends BaseStack {
  constructor(scope: Construct, id: string, props: RestApiStackProps) {
    // The place of the API's stack is the same whatever the kind.
    super(scope, id, "http-api", props);
    const api = new RestApi(this, "api", { ...props.api, name: this.prefix, placement: props.placement });
    const functions = this.functions(props, api);
    for (const name of Object.keys(props.functions).filter((name) => !Object.hasOwn(props.authorizers, name))) {
      api.addFunction(name, functions.behindRoutes(name));
    }
    for (const [name, authorizer] of Object.entries(props.authorizers)) {
      functions.behindAuthorizer(name, (invokeArn) => api.addLambdaAuthorizer(name, { ...authorizer, invokeArn }));
    }
    const { invokeUrl, accessLogGroupName } = new RestApiStage(this, "stage", {
      ...props.stage,
      ...this.log(props),
      api,
    });
    this.watch(props, api, accessLogGroupName);
    new TerraformOutput(this, "api_endpoint", { value: invokeUrl });
    for (const [name, path] of Object.entries(props.paths)) {
      new TerraformOutput(this, `${name}_url`, { value: `${invokeUrl}${path}` });
    }
  }

  private functions(props: RestApiStackProps, { executionArn }: RestApi): ApiFunctions {
    const functions = new ApiFunctions(this, "Functions", {
      ...props,
      prefix: this.prefix,
      region: props.placement.region,
      executionArn,
      ...(this.keyArn === undefined ? {} : { keyArn: this.keyArn }),
    });
    for (const version of functions.awsProviders) this.versions.requireAws(version);
    return functions;
  }

  private log({ accountLogRole, logRetentionDays }: RestApiStackProps): Pick<RestApiStageProps, "log"> {
    if (accountLogRole === undefined) return {};
    const encryption = this.keyArn === undefined ? {} : { keyArn: this.keyArn };
    return { log: { prefix: this.prefix, accountLogRole, logRetentionDays, ...encryption } };
  }

  /** Alarms on the API, and the dashboard of the whole environment. */
  private watch(
    { placement, alarms, dashboard }: RestApiStackProps,
    scope: RestApi,
    accessLogGroupName?: string,
  ): void {
    const { prefix } = this;
    const metrics = restApiMetrics(prefix);
    const log = accessLogGroupName === undefined ? {} : { accessLogGroupName };
    new ApiAlarms(scope, "Alarms", { ...alarms, prefix, api: metrics, ...log });
    new Dashboard(this, "dashboard", {
      ...dashboard,
      prefix,
      placement,
      api: metrics,
      hasAccessLog: accessLogGroupName !== undefined,
      alarmNames: [...this.alarmNames, ...dashboard.alarmNames],
    });
  }
}
