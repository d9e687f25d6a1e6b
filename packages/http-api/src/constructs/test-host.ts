import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { endpointServiceName } from "../aws/service-names";
import type { ConsumerNetwork } from "./consumer-network";
import { policyDocument, type PolicyStatement } from "./policy-document";
import { SecurityGroup } from "./security-group";
import { serviceRole } from "./service-role";

/** Settings of a {@link TestHost}. */
export interface TestHostProps {
  /** Prefix of physical names. */
  readonly name: string;
  readonly region: string;
  readonly network: ConsumerNetwork;
  /** ARNs of routes that its role may invoke. @default it signs no requests */
  readonly invoke?: readonly string[];
  /** Makes the endpoints that Session Manager takes. @default the network has its own way to it */
  readonly makesEndpoints: boolean;
  /** What has its addresses in the subnet first. */
  readonly after: ITerraformDependable;
}

/** Amazon Linux 2023, whose images bring the SSM agent and curl [Amazon Linux 2023 User Guide]. */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";

/** What Session Manager needs in a VPC without a way out [AWS Systems Manager User Guide, "VPC endpoints"]. */
const ENDPOINTS = ["ssm", "ssmmessages"];

const SESSIONS: PolicyStatement = {
  Sid: "SessionManager",
  Effect: "Allow",
  // None of these knows a resource that would narrow it [Service Authorization Reference, AWS Systems Manager].
  Action: [
    "ssm:UpdateInstanceInformation",
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
  ],
  Resource: "*",
};

function calls(invoke: readonly string[]): readonly PolicyStatement[] {
  if (invoke.length === 0) return [];
  return [{ Sid: "CallTheApi", Effect: "Allow", Action: "execute-api:Invoke", Resource: [...invoke] }];
}

/** An instance to call services from: reached by Session Manager alone, without SSH, key or public address. */
export class TestHost extends Construct {
  readonly instanceId: string;
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, props: TestHostProps) {
    super(scope, id);
    const { name, network } = props;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: network.vpcId,
      role: "test_host",
      namePrefix: `${name}-test-host`,
      description: "Test host: admits nobody, reaches Session Manager and the services",
    });
    const ready = props.makesEndpoints ? this.endpoints(props) : [this.wayOut()];
    const role = serviceRole(this, "role", {
      name: `${name}-test-host`,
      description: `${name}: test host, by Session Manager`,
      service: "ec2",
    });
    const policy = new IamRolePolicy(this, "policy", {
      role: role.id,
      namePrefix: "session-manager-",
      policy: policyDocument(SESSIONS, ...calls(props.invoke ?? [])),
    });
    const profile = new IamInstanceProfile(this, "profile", { namePrefix: `${name}-test-host-`, role: role.name });
    const image = new DataAwsSsmParameter(this, "image", { name: IMAGE });
    this.instanceId = new Instance(this, "Resource", {
      ami: image.insecureValue,
      instanceType: "t4g.nano",
      subnetId: network.firstSubnetId,
      vpcSecurityGroupIds: [this.securityGroup.securityGroupId],
      iamInstanceProfile: profile.name,
      associatePublicIpAddress: false,
      metadataOptions: { httpTokens: "required", httpEndpoint: "enabled" },
      // Gigabytes, of the image itself.
      rootBlockDevice: { encrypted: true, volumeSize: 8 },
      tags: { Name: `${name}-test-host` },
      // A new image is no reason to lose the host.
      lifecycle: { ignoreChanges: ["ami"] },
      dependsOn: [policy, ...ready, props.after],
    }).id;
  }

  /** In the host's own zone only: each costs by zone and hour. */
  private endpoints({ name, region, network, after }: TestHostProps) {
    const group = new SecurityGroup(this, "session_manager", {
      vpcId: network.vpcId,
      role: "session_manager",
      namePrefix: `${name}-session-manager`,
      description: "Endpoints of Session Manager: reached by the test host over HTTPS",
    });
    const rules = this.securityGroup.addConnectionTo(group, { port: 443, description: "Test host to Session Manager" });
    const made = ENDPOINTS.map(
      (service) =>
        new VpcEndpoint(this, service, {
          vpcId: network.vpcId,
          serviceName: endpointServiceName(service, region),
          vpcEndpointType: "Interface",
          subnetIds: [network.firstSubnetId],
          securityGroupIds: [group.securityGroupId],
          privateDnsEnabled: true,
          dependsOn: [after],
          tags: { Name: `${name}-${service}` },
        }),
    );
    return [...rules, ...made];
  }

  private wayOut() {
    const description = "Session Manager, by the way out that the network has";
    return this.securityGroup.addEgress("session-manager", { cidr: "0.0.0.0/0", port: 443, description });
  }
}
