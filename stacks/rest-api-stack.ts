import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import {
  ApiAlarms,
  BaseStack,
  Dashboard,
  RestApi,
  restApiMetrics,
  RestApiStage,
  type RestApiStackProps,
} from "@private-http-api/http-api";

/** The REST API in front of an environment's services: private, or with a resource policy. */
export class RestApiStack extends BaseStack {
  constructor(scope: Construct, id: string, props: RestApiStackProps) {
    // The place of the API's stack is the same whatever the kind.
    super(scope, id, "http-api", props);
    const api = new RestApi(this, "api", { ...props.api, name: this.prefix, placement: props.placement });
    const { invokeUrl } = new RestApiStage(this, "stage", { ...props.stage, api });
    this.watch(props, api);
    new TerraformOutput(this, "api_endpoint", { value: invokeUrl });
    for (const [name, path] of Object.entries(props.paths)) {
      new TerraformOutput(this, `${name}_url`, { value: `${invokeUrl}${path}` });
    }
  }

  /** Alarms on the API, and the dashboard of the whole environment. */
  private watch({ placement, alarms, dashboard }: RestApiStackProps, scope: RestApi): void {
    const { prefix } = this;
    const metrics = restApiMetrics(prefix);
    new ApiAlarms(scope, "Alarms", { ...alarms, prefix, api: metrics });
    new Dashboard(this, "dashboard", {
      ...dashboard,
      prefix,
      placement,
      api: metrics,
      hasAccessLog: false,
      alarmNames: [...this.alarmNames, ...dashboard.alarmNames],
    });
  }
}
