import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { InterfaceEndpoints } from "../constructs/interface-endpoints";
import type { Egress, INetwork } from "../constructs/network";
import type { SecurityGroup } from "../constructs/security-group";

/** Settings of {@link ServiceEgress}. */
export interface ServiceEgressProps {
  readonly name: string;
  readonly region: string;
  readonly network: INetwork;
  /** "existing": the network brings its own way out. */
  readonly egress: Egress | "existing";
  /** AWS services that tasks call, by the last part of their endpoint's name, e.g. `ecr.api`. */
  readonly endpoints: readonly string[];
}

/** What tasks may reach: what is in the VPC and admits them, S3, and the rest of AWS by the way that the network has. */
export class ServiceEgress extends Construct {
  private readonly endpoints: InterfaceEndpoints | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ServiceEgressProps,
  ) {
    super(scope, id);
    if (props.egress === "endpoints") {
      this.endpoints = new InterfaceEndpoints(this, "endpoints", { ...props, services: props.endpoints });
    }
  }

  /** Opens what a service's tasks may reach; what has to be there before a task gets out. */
  allow(tasks: SecurityGroup): readonly TerraformResource[] {
    const { network } = this.props;
    const { s3PrefixListId } = network;
    return [
      ...network.ready,
      tasks.addEgress("vpc", { cidr: network.cidr, description: "What is in the VPC: other services, databases" }),
      ...(s3PrefixListId === undefined
        ? []
        : [tasks.addEgressToPrefixList("s3", s3PrefixListId, "Image layers, from S3 through its gateway endpoint")]),
      ...this.allowAws(tasks),
    ];
  }

  private allowAws(tasks: SecurityGroup): readonly TerraformResource[] {
    if (this.endpoints) {
      const description = "Tasks to the interface endpoints of AWS services";
      return [
        ...this.endpoints.ready,
        ...tasks.addConnectionTo(this.endpoints.securityGroup, { port: 443, description }),
      ];
    }
    if (this.props.egress === "none") return [];
    return [tasks.addEgress("https", { cidr: "0.0.0.0/0", port: 443, description: "HTTPS: AWS APIs and others" })];
  }
}
