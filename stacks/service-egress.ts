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

/** What tasks may reach: each other, S3, and the rest of AWS by the way that the network has. */
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

  /** Opens what a service's tasks may reach. */
  allow(tasks: SecurityGroup): void {
    const { network, egress } = this.props;
    tasks.addEgress("vpc", { cidr: network.cidr, description: "What is in the VPC: other services, databases" });
    if (network.s3PrefixListId !== undefined) {
      tasks.addEgressToPrefixList("s3", network.s3PrefixListId, "Image layers, from S3 through its gateway endpoint");
    }
    if (this.endpoints) {
      tasks.addConnectionTo(this.endpoints.securityGroup, {
        port: 443,
        description: "Tasks to the interface endpoints of AWS services",
      });
    } else if (egress !== "none") {
      tasks.addEgress("https", { cidr: "0.0.0.0/0", port: 443, description: "HTTPS: AWS APIs and others" });
    }
  }
}
