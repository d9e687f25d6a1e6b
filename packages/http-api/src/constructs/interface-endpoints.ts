import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../aws/service-names";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";

/** Settings of {@link InterfaceEndpoints}. */
export interface InterfaceEndpointsProps {
  readonly name: string;
  readonly region: string;
  readonly network: INetwork;
  /** AWS services by the last part of their endpoint's name, e.g. `ecr.api`. */
  readonly services: readonly string[];
}

/** Private doors to AWS services, for networks without a way out. */
export class InterfaceEndpoints extends Construct {
  /** Admits whom a connection is added for, on 443. */
  readonly securityGroup: SecurityGroup;
  readonly ready: readonly TerraformResource[];

  constructor(scope: Construct, id: string, { name, region, network, services }: InterfaceEndpointsProps) {
    super(scope, id);
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "endpoints",
      namePrefix: `${name}-endpoints`,
      description: "Interface endpoints: reached by the tasks over HTTPS",
    });
    this.ready = services.map(
      (service) =>
        new VpcEndpoint(this, service.replaceAll(".", "-"), {
          vpcId: network.vpcId,
          serviceName: endpointServiceName(service, region),
          vpcEndpointType: "Interface",
          subnetIds: [...network.privateSubnetIds],
          securityGroupIds: [this.securityGroup.securityGroupId],
          privateDnsEnabled: true,
          tags: { Name: `${name}-${service}` },
        }),
    );
  }
}
