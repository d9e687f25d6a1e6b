import { VpcEndpointConnectionAccepter } from "@cdktf/provider-aws/lib/vpc-endpoint-connection-accepter";
import { type TerraformResource, TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import {
  BaseStack,
  type BaseStackProps,
  ConsumerApi,
  type ConsumerApiProps,
  ConsumerNetwork,
  type ConsumerProps,
  ServiceEndpoint,
  TestHost,
} from "@private-http-api/http-api";

/** Settings of a {@link ConsumerStack}. */
export interface ConsumerStackProps extends BaseStackProps, ConsumerProps {
  readonly target: ConsumerProps["target"];
}

/** A VPC, usually of another account, that calls services through PrivateLink, or the private REST API. */
export class ConsumerStack extends BaseStack {
  /** Of the interface endpoint. */
  readonly endpointId: string;

  constructor(scope: Construct, id: string, props: ConsumerStackProps) {
    super(scope, id, `consumer-${props.consumer}`, props);
    const { acceptsFor, port } = props;
    const name = `${this.prefix}-${props.consumer}`;
    const network = new ConsumerNetwork(this, "Network", { ...props.network, name });
    const endpoint = new ServiceEndpoint(this, "endpoint", {
      ...props,
      name,
      network,
      closed: props.api !== undefined,
      privateDns: props.restApi !== undefined,
      ...(acceptsFor === undefined ? {} : { accept: (endpointId) => this.accepter(props, acceptsFor, endpointId) }),
    });
    this.endpointId = endpoint.endpointId;
    new TerraformOutput(this, "endpoint_id", { value: this.endpointId });
    // A REST API's URL is an output of its own stack, which takes the endpoint's id from this one.
    if (!props.restApi) new TerraformOutput(this, "url", { value: urlOf(endpoint.hostName, port) });
    if (props.api) this.api({ ...props.api, consumer: props.consumer, name, network, endpoint });
    if (props.testHost) this.testHost(props, name, network, endpoint);
  }

  /** An HTTP API of that account. */
  private api(props: Omit<ConsumerApiProps, "logPrefix">): void {
    const { url } = new ConsumerApi(this, "Api", { ...props, logPrefix: `${this.prefix}/consumers/${props.consumer}` });
    new TerraformOutput(this, "api_endpoint", { value: url });
    for (const [service, path] of Object.entries(props.paths)) {
      new TerraformOutput(this, `${service}_url`, { value: `${url}${path}` });
    }
  }

  /** An instance to call the services from. */
  private testHost(props: ConsumerStackProps, name: string, network: ConsumerNetwork, endpoint: ServiceEndpoint): void {
    const { region } = props.target;
    const host = new TestHost(this, "test_host", {
      name,
      region,
      network,
      makesEndpoints: props.network.kind === "own",
      after: endpoint.made,
      ...(props.restApi ?? {}),
    });
    host.securityGroup.addConnectionTo(endpoint.securityGroup, {
      port: props.port,
      description: "Test host to the services",
    });
    new TerraformOutput(this, "test_host_session", {
      value: `aws ssm start-session --region ${region} --target ${host.instanceId}`,
    });
  }

  /** Accepts the connection in the account of the endpoint service. */
  private accepter({ placement }: ConsumerStackProps, serviceId: string, endpointId: string): TerraformResource {
    const producer = this.addProvider("producer", placement, { alias: "producer" });
    return new VpcEndpointConnectionAccepter(this, "accepted", {
      provider: producer,
      vpcEndpointServiceId: serviceId,
      vpcEndpointId: endpointId,
    });
  }
}

function urlOf(host: string, port: number): string {
  if (port === 443) return `https://${host}`;
  return port === 80 ? `http://${host}` : `${host}:${String(port)}`;
}
