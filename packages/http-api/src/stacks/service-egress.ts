import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcEndpointPolicy } from "@cdktf/provider-aws/lib/vpc-endpoint-policy";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../aws/service-names";
import { InterfaceEndpoints } from "../constructs/interface-endpoints";
import { type EndpointAccess, endpointPolicy } from "../constructs/endpoint-policy";
import type { Egress, INetwork } from "../constructs/network";
import type { OutboundAccess, SecurityGroup } from "../constructs/security-group";
import type { TaskGroup } from "./task-group";

/** Settings of {@link ServiceEgress}. */
export interface ServiceEgressProps {
  readonly name: string;
  readonly region: string;
  readonly network: INetwork;
  /** "existing": the network has its own outbound access. */
  readonly egress: Egress | "existing";
  readonly tasks: TaskGroup;
  /** AWS services that tasks call, by the last part of their endpoint's name, e.g. `ecr.api`. */
  readonly endpoints: readonly string[];
  /** Whose resources endpoints give access to, in a network without other outbound access. */
  readonly access: EndpointAccess;
  /** What else tasks may reach, each with a stable key. @default nothing */
  readonly outbound?: readonly (Omit<OutboundAccess, "description"> & { readonly key: string })[];
}

/** What tasks may reach: peers in the VPC that allow them, S3, and the rest of AWS through the network's kind of egress. */
export class ServiceEgress extends Construct {
  private readonly endpoints: InterfaceEndpoints | undefined;
  private readonly gateways = new Map<string, VpcEndpoint>();
  private readonly ready: readonly TerraformResource[];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceEgressProps,
  ) {
    super(scope, id);
    const outbound = (props.outbound ?? []).map(({ key, ...access }) =>
      props.tasks.group.addOutbound(key, { ...access, description: `Tasks to ${key}, by network.outbound` }),
    );
    const { s3EndpointId } = props.network;
    const policies = s3EndpointId === undefined ? [] : this.restrict("s3", s3EndpointId);
    this.ready = [...outbound, ...policies];
    if (props.egress === "endpoints") {
      this.endpoints = new InterfaceEndpoints(this, "endpoints", { ...props, services: props.endpoints });
      const description = "Tasks to the interface endpoints of AWS services";
      const admitted = this.endpoints.securityGroup.addIngressFrom(props.tasks.group, { port: 443, description });
      this.ready = [...this.ready, ...this.endpoints.ready, admitted];
    }
  }

  /**
   * Adds the egress rules of a service's tasks.
   *
   * @param gateways AWS services that the tasks call through gateway endpoints, e.g. `dynamodb`
   * @returns what must exist before a task has outbound access
   */
  allow(tasks: SecurityGroup, gateways: readonly string[] = []): readonly TerraformResource[] {
    const { network } = this.props;
    const { s3PrefixListId } = network;
    return [
      ...network.ready,
      ...this.ready,
      tasks.addEgress("vpc", { cidr: network.cidr, description: "What is in the VPC: other services, databases" }),
      ...(s3PrefixListId === undefined
        ? []
        : [tasks.addEgressToPrefixList("s3", s3PrefixListId, "Image layers, from S3 through its gateway endpoint")]),
      ...gateways.flatMap((service) => this.allowGateway(tasks, service)),
      ...this.allowAws(tasks),
    ];
  }

  /** Free of charge, in every network that is created here: with NAT gateways it saves their price per GB. */
  private allowGateway(tasks: SecurityGroup, service: string): readonly TerraformResource[] {
    const { network, name, region } = this.props;
    const { vpcId, privateRouteTableIds } = network;
    if (privateRouteTableIds === undefined) return [];
    const endpoint =
      this.gateways.get(service) ??
      new VpcEndpoint(this, service, {
        vpcId,
        serviceName: endpointServiceName(service, region),
        vpcEndpointType: "Gateway",
        routeTableIds: [...privateRouteTableIds],
        tags: { Name: `${name}-${service}` },
      });
    if (!this.gateways.has(service)) this.restrict(service, endpoint.id);
    this.gateways.set(service, endpoint);
    return [
      endpoint,
      tasks.addEgressToPrefixList(service, endpoint.prefixListId, `Tasks to ${service} through its gateway endpoint`),
    ];
  }

  /**
   * Gives a gateway endpoint its policy. With NAT gateways there is none: it would deny access to what tasks may otherwise
   * reach, for example public buckets.
   */
  private restrict(service: string, vpcEndpointId: string): readonly TerraformResource[] {
    const { egress, access } = this.props;
    if (egress !== "endpoints" && egress !== "none") return [];
    const policy = endpointPolicy(service, access);
    return [new VpcEndpointPolicy(this, `${service}-policy`, { vpcEndpointId, policy })];
  }

  private allowAws(tasks: SecurityGroup): readonly TerraformResource[] {
    if (this.endpoints) {
      const description = "Tasks to the interface endpoints of AWS services";
      const { securityGroup } = this.endpoints;
      const out = tasks.addEgressTo(securityGroup, { from: 443, to: 443, description });
      if (this.props.tasks.keepsRulesByService) securityGroup.addIngressFrom(tasks, { port: 443, description });
      return [out];
    }
    if (this.props.egress === "none") return [];
    return [tasks.addEgress("https", { cidr: "0.0.0.0/0", port: 443, description: "HTTPS: AWS APIs and others" })];
  }
}
