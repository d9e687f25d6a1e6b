import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { HttpApi, type Integration } from "../constructs/http-api";
import { BaseStack, type BaseStackProps } from "./base-stack";
import type { Backend } from "./fargate-vpc-link-stack";

/** A service as the API exposes it. */
export interface ExposedService {
  readonly name: string;
  /** The service answers this path and everything below it. */
  readonly path: string;
  readonly backend: Backend;
}

/** Settings of an {@link HttpApiStack}. */
export interface HttpApiStackProps extends BaseStackProps {
  readonly vpcLinkId: string;
  readonly services: readonly ExposedService[];
  /** Routes for each service, or one catch-all to the load balancer. */
  readonly routing: "services" | "proxy";
  readonly integrationTimeoutSeconds: number;
  readonly logRetentionDays: number;
}

/** The HTTP API in front of an environment's services. */
export class HttpApiStack extends BaseStack {
  constructor(scope: Construct, id: string, props: HttpApiStackProps) {
    super(scope, id, "http-api", props);
    const api = new HttpApi(this, "api", { name: this.prefix, logRetentionDays: props.logRetentionDays });
    const integrations = new Map<string, Integration>();
    const integrationOf = (backend: Backend): Integration => {
      const made =
        integrations.get(backend.key) ??
        api.addPrivateIntegration(backend.key, {
          vpcLinkId: props.vpcLinkId,
          uri: backend.uri,
          timeoutSeconds: props.integrationTimeoutSeconds,
          ...(backend.serverName === undefined ? {} : { serverNameToVerify: backend.serverName }),
        });
      integrations.set(backend.key, made);
      return made;
    };

    new TerraformOutput(this, "api_endpoint", { value: api.apiEndpoint });
    for (const { name, path, backend } of props.services) {
      const integration = integrationOf(backend);
      if (props.routing === "services" || backend.kind !== "alb") api.addServiceRoutes(name, path, integration);
      new TerraformOutput(this, `${name}_url`, { value: `${api.apiEndpoint}${path}` });
    }
    const alb = integrations.get("alb");
    if (props.routing === "proxy" && alb) api.addServiceRoutes("proxy", "", alb);
  }
}
