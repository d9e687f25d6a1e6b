import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { Route53Zone } from "@cdktf/provider-aws/lib/route53-zone";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { ITerraformDependable, TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { ConsumerNetwork } from "./consumer-network";
import { SecurityGroup } from "./security-group";

/** Settings of a {@link ServiceEndpoint}. */
export interface ServiceEndpointProps {
  /** Prefix of physical names. */
  readonly name: string;
  readonly network: ConsumerNetwork;
  /** Name of the endpoint service, or of AWS's own service. */
  readonly serviceName: string;
  readonly port: number;
  /** Region of the service. @default the endpoint's own */
  readonly serviceRegion?: string;
  /** The names of the service itself lead to the endpoint: AWS's services have some. */
  readonly privateDns?: boolean;
  /** Name of the endpoint in the VPC. @default its own */
  readonly domainName?: string;
  /** Nothing in the VPC reaches it unless a rule is added: an API is in front. @default all of the VPC reaches it */
  readonly closed?: boolean;
  /** Accepts the connection of the endpoint with this id. @default the endpoint service accepts automatically */
  readonly accept?: (endpointId: string) => TerraformResource;
}

/** An interface endpoint for an endpoint service: a network interface in each zone, and a name. */
export class ServiceEndpoint extends Construct {
  /** The endpoint itself: what shares its subnets waits for it, so that its addresses are free. */
  readonly made: ITerraformDependable;
  readonly endpointId: string;
  readonly securityGroup: SecurityGroup;
  readonly port: number;
  /** Host name that callers in the VPC use. */
  readonly hostName: string;

  constructor(scope: Construct, id: string, props: ServiceEndpointProps) {
    super(scope, id);
    const { name, network, port, domainName } = props;
    this.port = port;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "endpoint",
      namePrefix: `${name}-endpoint`,
      description: "Interface endpoint: reached from the VPC, leads to the services",
    });
    if (props.closed !== true) {
      this.securityGroup.addIngress("vpc", { cidr: network.cidr, port, description: "The VPC to the services" });
    }
    const endpoint = new VpcEndpoint(this, "Resource", {
      vpcId: network.vpcId,
      serviceName: props.serviceName,
      ...(props.serviceRegion === undefined ? {} : { serviceRegion: props.serviceRegion }),
      vpcEndpointType: "Interface",
      subnetIds: network.endpointSubnetIds,
      ...(network.endpointAddresses.length === 0
        ? {}
        : { subnetConfiguration: network.endpointAddresses.map(({ subnetId, ipv4 }) => ({ subnetId, ipv4 })) }),
      securityGroupIds: [this.securityGroup.securityGroupId],
      privateDnsEnabled: props.privateDns === true,
      tags: { Name: name },
      ...(network.preconditions.length === 0 ? {} : { lifecycle: { precondition: [...network.preconditions] } }),
    });
    this.made = endpoint;
    this.endpointId = endpoint.id;
    const accepted = props.accept?.(endpoint.id);
    const entry = endpoint.dnsEntry.get(0);
    this.hostName = domainName ?? entry.dnsName;
    if (domainName === undefined) return;
    const zone = new Route53Zone(this, "zone", {
      name: domainName,
      comment: `${name}: the services behind PrivateLink`,
      vpc: [{ vpcId: network.vpcId }],
      tags: { Name: name },
    });
    new Route53Record(this, "name", {
      zoneId: zone.zoneId,
      name: domainName,
      type: "A",
      alias: { name: entry.dnsName, zoneId: entry.hostedZoneId, evaluateTargetHealth: false },
      ...(accepted ? { dependsOn: [accepted] } : {}),
    });
  }
}
