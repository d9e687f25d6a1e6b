import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../aws/service-names";
import { InterfaceEndpoints } from "../constructs/interface-endpoints";
import type { Egress, INetwork } from "../constructs/network";
import type { SecurityGroup } from "../constructs/security-group";
import type { TaskGroup } from "./task-group";

/** Settings of {@link ServiceEgress}. */
export interface ServiceEgressProps {
  readonly name: string;
  readonly region: string;
  readonly network: INetwork;
  /** "existing": the network brings its own way out. */
  readonly egress: Egress | "existing";
  readonly tasks: TaskGroup;
  /** AWS services that tasks call, by the last part of their endpoint's name, e.g. `ecr.api`. */
  readonly endpoints: readonly string[];
}

/** What tasks may reach: what is in the VPC and admits them, S3, and the rest of AWS by the way that the network has. */
export class ServiceEgress extends Construct {
  private readonly endpoints: InterfaceEndpoints | undefined;
  private readonly gateways = new Map<string, VpcEndpoint>();
  private readonly ready: readonly TerraformResource[] = [];

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceEgressProps,
  ) {
    super(scope, id);
    if (props.egress === "endpoints") {
      this.endpoints = new InterfaceEndpoints(this, "endpoints", { ...props, services: props.endpoints });
      const description = "Tasks to the interface endpoints of AWS services";
      const admitted = this.endpoints.securityGroup.addIngressFrom(props.tasks.group, { port: 443, description });
      this.ready = [...this.endpoints.ready, admitted];
    }
  }

  /**
   * Opens what a service's tasks may reach; what has to be there before a task gets out.
   *
   * @param gateways AWS services that the tasks call through gateway endpoints, e.g. `dynamodb`
   */
  allow(tasks: SecurityGroup, gateways: readonly string[] = []): readonly TerraformResource[] {
    const { network } = this.props;
    const { s3PrefixListId } = network;
    return [
      ...network.ready,
      tasks.addEgress("vpc", { cidr: network.cidr, description: "What is in the VPC: other services, databases" }),
      ...(s3PrefixListId === undefined
        ? []
        : [tasks.addEgressToPrefixList("s3", s3PrefixListId, "Image layers, from S3 through its gateway endpoint")]),
      ...gateways.flatMap((service) => this.allowGateway(tasks, service)),
      ...this.allowAws(tasks),
    ];
  }

  /** Free of charge in any network of ours: with NAT gateways it spares their price per GB. */
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
    this.gateways.set(service, endpoint);
    return [
      endpoint,
      tasks.addEgressToPrefixList(service, endpoint.prefixListId, `Tasks to ${service} through its gateway endpoint`),
    ];
  }

  private allowAws(tasks: SecurityGroup): readonly TerraformResource[] {
    if (this.endpoints) {
      const description = "Tasks to the interface endpoints of AWS services";
      const { securityGroup } = this.endpoints;
      const out = tasks.addEgressTo(securityGroup, { from: 443, to: 443, description });
      if (this.props.tasks.keepsRulesByService) securityGroup.addIngressFrom(tasks, { port: 443, description });
      return [...this.ready, out];
    }
    if (this.props.egress === "none") return [];
    return [tasks.addEgress("https", { cidr: "0.0.0.0/0", port: 443, description: "HTTPS: AWS APIs and others" })];
  }
}
