import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";

/** Settings of a {@link DiscoveryNamespace}. */
export interface DiscoveryNamespaceProps {
  /** DNS name, e.g. `bookstore-dev.local`; resolves inside the VPC only. */
  readonly name: string;
  readonly vpcId: string;
}

/** A Cloud Map namespace with private DNS; services register their tasks in it. */
export class DiscoveryNamespace extends Construct {
  private readonly namespaceId: string;

  constructor(scope: Construct, id: string, { name, vpcId }: DiscoveryNamespaceProps) {
    super(scope, id);
    this.namespaceId = new ServiceDiscoveryPrivateDnsNamespace(this, "Resource", {
      name,
      vpc: vpcId,
      description: "Tasks by the name of their service",
    }).id;
  }

  /**
   * Creates the Cloud Map service in which a Fargate service's tasks register.
   *
   * It has SRV records, which API Gateway needs, and A records, which everything else resolves; both from the start,
   * because the record types of a service with instances cannot be changed.
   *
   * @returns its ARN
   */
  addService(name: string): string {
    return new ServiceDiscoveryService(this, name, {
      name,
      dnsConfig: {
        namespaceId: this.namespaceId,
        routingPolicy: "MULTIVALUE",
        dnsRecords: [
          { type: "A", ttl: 10 },
          { type: "SRV", ttl: 10 },
        ],
      },
      // Although deprecated, it must be written out: the provider drops an empty block, and every later plan then
      // replaces the service, which fails while instances are registered (terraform-provider-aws issue 44285).
      healthCheckCustomConfig: { failureThreshold: 1 },
      // ECS deregisters its tasks later; instances that are left would fail a destroy.
      forceDestroy: true,
    }).arn;
  }
}
