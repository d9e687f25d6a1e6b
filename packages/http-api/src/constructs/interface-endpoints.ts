import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { type TerraformResource, Token } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../aws/service-names";
import { type EndpointAccess, endpointPolicy } from "./endpoint-policy";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

/** Settings of {@link InterfaceEndpoints}. */
export interface InterfaceEndpointsProps {
  readonly name: string;
  readonly region: string;
  readonly network: INetwork;
  /** AWS services by the last part of their endpoint's name, e.g. `ecr.api`. */
  readonly services: readonly string[];
  readonly access: EndpointAccess;
}

/** Interface endpoints of AWS services, for networks without outbound access. */
export class InterfaceEndpoints extends Construct {
  /** Allows port 443 from groups that a connection is added for. */
  readonly securityGroup: SecurityGroup;
  readonly ready: readonly TerraformResource[];

  constructor(scope: Construct, id: string, props: InterfaceEndpointsProps) {
    super(scope, id);
    const { name, region, network, services, access } = props;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "endpoints",
      namePrefix: `${name}-endpoints`,
      description: "Interface endpoints: reached by the tasks over HTTPS",
    });
    this.ready = services.map((service) => {
      const key = service.replaceAll(".", "-");
      const serviceName = endpointServiceName(service, region);
      const offered = new DataAwsVpcEndpointService(this, `${key}-zones`, { serviceName, serviceType: "Interface" });
      return new VpcEndpoint(this, key, {
        vpcId: network.vpcId,
        serviceName,
        vpcEndpointType: "Interface",
        subnetIds: Token.asList(`\${${subnetIdsIn(offered, network)}}`),
        securityGroupIds: [this.securityGroup.securityGroupId],
        privateDnsEnabled: true,
        policy: endpointPolicy(service, access),
        tags: { Name: `${name}-${service}` },
        lifecycle: {
          precondition: [
            {
              condition: `\${length(${subnetIdsIn(offered, network)}) > 0}`,
              errorMessage: `AWS offers ${serviceName} in \${join(", ", ${offered.fqn}.availability_zones)}, where the network has no subnet. Name one of these zones in network.zones, or give network.egress "single-nat".`,
            },
          ],
        },
      });
    });
  }
}

/**
 * The private subnets in zones where AWS offers the service: it refuses an endpoint in others
 * (terraform-aws-modules/terraform-aws-vpc issue 462). Tasks of all zones use the endpoint in those.
 */
function subnetIdsIn(offered: DataAwsVpcEndpointService, { privateSubnetAddresses }: INetwork): string {
  const subnets = `[${privateSubnetAddresses.join(", ")}]`;
  return `[for subnet in ${subnets} : subnet.id if contains(${offered.fqn}.availability_zones, subnet.availability_zone)]`;
}
