import { VpcEndpointConnectionAccepter } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-accepter";
import { type TerraformResource, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import {
  BaseStack,
  type BaseStackProps,
  ConsumerNetwork,
  type ConsumerProps,
  type OfferedService,
  ServiceEndpoint,
  TestHost,
} from "@private-http-api/http-api";

/** Settings of a {@link ConsumerStack}. */
export interface ConsumerStackProps extends BaseStackProps, ConsumerProps {
  readonly target: ConsumerProps["target"];
  /** The endpoint service of the producer stack. */
  readonly offered: OfferedService;
}

/** A VPC, usually of another account, that calls an environment's services through PrivateLink. */
export class ConsumerStack extends BaseStack {
  constructor(scope: Construct, id: string, props: ConsumerStackProps) {
    super(scope, id, `consumer-${props.consumer}`, props);
    const { offered, placement } = props;
    const name = `${this.prefix}-${props.consumer}`;
    const network = new ConsumerNetwork(this, "Network", { ...props.network, name });
    const endpoint = new ServiceEndpoint(this, "endpoint", {
      ...props,
      ...offered,
      name,
      network,
      ...(props.accepts ? { accept: (endpointId: string) => this.accepter(props, endpointId) } : {}),
    });
    new TerraformOutput(this, "endpoint_id", { value: endpoint.endpointId });
    new TerraformOutput(this, "url", { value: `${offered.port === 443 ? "https" : "http"}://${endpoint.hostName}` });
    if (!props.testHost) return;
    const host = new TestHost(this, "test_host", {
      name,
      region: placement.region,
      network,
      makesEndpoints: props.network.kind === "own",
    });
    host.securityGroup.addConnectionTo(endpoint.securityGroup, {
      port: offered.port,
      description: "Test host to the services",
    });
    new TerraformOutput(this, "test_host_session", {
      value: `aws ssm start-session --region ${placement.region} --target ${host.instanceId}`,
    });
  }

  /** Accepts the connection in the account of the endpoint service. */
  private accepter({ placement, offered }: ConsumerStackProps, endpointId: string): TerraformResource {
    const producer = this.addProvider("producer", placement, { alias: "producer" });
    return new VpcEndpointConnectionAccepter(this, "accepted", {
      provider: producer,
      vpcEndpointServiceId: offered.serviceId,
      vpcEndpointId: endpointId,
    });
  }
}
