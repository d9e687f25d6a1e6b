import { Construct } from "constructs";
import { ApiStage } from "../constructs/api-stage";
import type { ConsumerNetwork } from "../constructs/consumer-network";
import { EndpointBalancer } from "../constructs/endpoint-balancer";
import { HttpApi } from "../constructs/http-api";
import type { ServiceEndpoint } from "../constructs/service-endpoint";
import { VpcLink } from "../constructs/vpc-link";
import { addRoutes, routeThrottles } from "./api-routes";
import type { ConsumerApiSettings } from "./consumer-api-props";

/** Settings of a {@link ConsumerApi}. */
export interface ConsumerApiProps extends ConsumerApiSettings {
  /** Prefix of physical names. */
  readonly name: string;
  /** Part of the log group's name. */
  readonly logPrefix: string;
  readonly consumer: string;
  readonly network: ConsumerNetwork;
  readonly endpoint: ServiceEndpoint;
}

/** An HTTP API of a consumer's account: VPC link → network load balancer → interface endpoint → PrivateLink. */
export class ConsumerApi extends Construct {
  /** Where it answers, with the stage. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: ConsumerApiProps) {
    super(scope, id);
    const { name, network, endpoint, cors, ipAddressType, serverName, stage } = props;
    const link = new VpcLink(this, "vpc-link", {
      name,
      network: { vpcId: network.vpcId, privateSubnetIds: network.endpointSubnetIds },
      after: endpoint.made,
    });
    const balancer = new EndpointBalancer(this, "balancer", {
      ...props,
      // A load balancer's name neither begins nor ends with a hyphen.
      shortName: props.consumer.slice(0, 5),
    });
    link.securityGroup.addConnectionTo(balancer.securityGroup, {
      port: endpoint.port,
      description: "VPC link to the load balancer",
    });
    const api = new HttpApi(this, "api", {
      name,
      disableExecuteApiEndpoint: false,
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      ...(cors ? { cors } : {}),
    });
    const integrations = props.integrations.map((integration) => {
      const made = api.addPrivateIntegration(integration.id, {
        ...integration,
        vpcLinkId: link.vpcLinkId,
        uri: balancer.listenerArn,
        timeoutSeconds: props.integrationTimeoutSeconds,
        ...(serverName === undefined ? {} : { serverNameToVerify: serverName }),
      });
      return [integration.id, made] as const;
    });
    addRoutes(api, props, new Map(integrations));
    const { invokeUrl } = new ApiStage(this, "stage", {
      ...stage,
      api,
      prefix: props.logPrefix,
      routeThrottles: routeThrottles(props.routes),
      logRetentionDays: props.logRetentionDays,
    });
    this.url = invokeUrl;
  }
}
