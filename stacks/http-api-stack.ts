import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import {
  addRoutes,
  alarmSettings,
  ApiAlarms,
  ApiDomain,
  ApiFunctions,
  ApiStage,
  BaseStack,
  Dashboard,
  HttpApi,
  httpApiMetrics,
  type HttpApiStackProps,
  routeThrottles,
} from "@private-http-api/http-api";

/** The HTTP API in front of an environment's services and functions. */
export class HttpApiStack extends BaseStack {
  private readonly api: HttpApi;

  constructor(scope: Construct, id: string, props: HttpApiStackProps) {
    super(scope, id, "http-api", props);
    const { cors, domain, stage } = props;
    this.api = new HttpApi(this, "api", {
      name: this.prefix,
      disableExecuteApiEndpoint: domain !== undefined,
      ...(props.ipAddressType === undefined ? {} : { ipAddressType: props.ipAddressType }),
      ...(cors ? { cors } : {}),
    });
    const functions = this.functions(props);
    addRoutes(this.api, props, this.integrations(props, functions), functions);
    const encryption = this.keyArn === undefined ? {} : { keyArn: this.keyArn };
    const { stageId, invokeUrl, accessLogGroupName } = new ApiStage(this, "stage", {
      ...stage,
      api: this.api,
      prefix: this.prefix,
      routeThrottles: routeThrottles(props.routes),
      logRetentionDays: props.logRetentionDays,
      ...encryption,
    });
    const url = this.domainUrl(props, stageId) ?? invokeUrl;
    this.watch(props, accessLogGroupName);
    this.outputs(props, url);
  }

  /** Alarms on the API, and the dashboard of the whole environment. */
  private watch({ placement, alarms, dashboard }: HttpApiStackProps, accessLogGroupName: string): void {
    const { prefix } = this;
    const api = httpApiMetrics(this.api.apiId);
    new ApiAlarms(this.api, "Alarms", { ...alarms, prefix, api, accessLogGroupName });
    new Dashboard(this, "dashboard", {
      ...dashboard,
      prefix,
      placement,
      api,
      hasAccessLog: true,
      alarmNames: [...this.alarmNames, ...dashboard.alarmNames],
    });
  }

  private functions(props: HttpApiStackProps): ApiFunctions {
    const functions = new ApiFunctions(this, "Functions", {
      ...props,
      prefix: this.prefix,
      region: props.placement.region,
      executionArn: this.api.executionArn,
      ...(this.keyArn === undefined ? {} : { keyArn: this.keyArn }),
    });
    for (const version of functions.awsProviders) this.versions.requireAws(version);
    return functions;
  }

  /** Integration ids of API Gateway by the ids of the plan. */
  private integrations(props: HttpApiStackProps, functions: ApiFunctions): ReadonlyMap<string, string> {
    return new Map(
      props.integrations.map(({ id, target, requestParameters }) => {
        if (target.kind === "function") {
          return [id, this.api.addFunctionIntegration(id, functions.behindRoutes(target.name))];
        }
        const { uri, serverName } = target;
        const made = this.api.addPrivateIntegration(id, {
          vpcLinkId: props.vpcLinkId,
          uri,
          timeoutSeconds: props.integrationTimeoutSeconds,
          requestParameters,
          ...(serverName === undefined ? {} : { serverNameToVerify: serverName }),
        });
        return [id, made];
      }),
    );
  }

  /** Where callers find the API by its custom domain, if it has one. */
  private domainUrl({ domain, ipAddressType, alarms }: HttpApiStackProps, stageId: string): string | undefined {
    if (!domain) return undefined;
    return new ApiDomain(this, "domain", {
      ...domain,
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      domainName: domain.name,
      apiId: this.api.apiId,
      stageId,
      alarms: alarmSettings({ ...alarms, prefix: this.prefix }),
    }).url;
  }

  private outputs({ paths }: HttpApiStackProps, url: string): void {
    new TerraformOutput(this, "api_endpoint", { value: url });
    for (const [name, path] of Object.entries(paths)) {
      new TerraformOutput(this, `${name}_url`, { value: `${url}${path}` });
    }
  }
}
