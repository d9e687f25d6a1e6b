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
   * Makes the Cloud Map service that a Fargate service's tasks register in.
   *
   * It has SRV records, which API Gateway needs, and A records, which everything else resolves; both from the start,
   * because AWS cannot change the record types of a service that has instances.
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
      // Deprecated or not, it has to be written out: the provider drops an empty block, and every later plan then
      // replaces the service, which fails while instances are registered (terraform-provider-aws issue 44285).
      healthCheckCustomConfig: { failureThreshold: 1 },
      // ECS takes its tasks out on its own time; what it left would stop a destroy.
      forceDestroy: true,
    }).arn;
  }
}
