import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";

/** Settings of a {@link SecurityGroup}. */
export interface SecurityGroupProps {
  readonly vpcId: string;
  /** The group's name in the ids of rules, e.g. `alb`. */
  readonly role: string;
  /** Prefix of the physical name; the provider adds a random suffix, so that a replacement can exist beside the old group. */
  readonly namePrefix: string;
  /** What the group is for. Changing it replaces the group. */
  readonly description: string;
}

/** A TCP port that one group may reach in another. */
export interface Connection {
  readonly port: number;
  readonly description: string;
  /** Distinguishes connections between the same two groups. @default none */
  readonly key?: string;
}

/** TCP ports of another group that a group may reach. */
export interface PeerPorts {
  readonly from: number;
  readonly to: number;
  readonly description: string;
}

/** An address range, and which of its ports may be reached. */
export interface CidrAccess {
  readonly cidr: string;
  /** @default every port of every protocol */
  readonly port?: number;
  readonly description: string;
}

/** What a group may reach, and how. */
export interface OutboundAccess {
  readonly peer: { readonly cidr: string } | { readonly securityGroupId: string } | { readonly prefixListId: string };
  readonly protocol: "tcp" | "udp";
  readonly from: number;
  readonly to: number;
  readonly description: string;
}

/** A security group that allows nothing by default; every rule is its own resource, with a description. */
export class SecurityGroup extends Construct {
  readonly securityGroupId: string;
  readonly role: string;

  constructor(scope: Construct, id: string, props: SecurityGroupProps) {
    super(scope, id);
    const group = new AwsSecurityGroup(this, "Resource", {
      vpcId: props.vpcId,
      namePrefix: `${props.namePrefix}-`,
      description: props.description,
      tags: { Name: props.namePrefix },
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroupId = group.id;
    this.role = props.role;
  }

  /** Lets this group reach another one on a TCP port: an egress rule here, and an ingress rule there. */
  addConnectionTo(peer: SecurityGroup, { port, description, key }: Connection): readonly TerraformResource[] {
    const out = this.addEgressTo(peer, { from: port, to: port, description }, key);
    return [out, peer.addIngressFrom(this, { port, description, ...(key === undefined ? {} : { key }) })];
  }

  /** Adds the egress rule to another group; the other group decides which of the ports it allows. */
  addEgressTo(peer: SecurityGroup, { from, to, description }: PeerPorts, key?: string): TerraformResource {
    return new VpcSecurityGroupEgressRule(this, `to-${peer.role}${suffix(key)}`, {
      ipProtocol: "tcp",
      fromPort: from,
      toPort: to,
      description,
      securityGroupId: this.securityGroupId,
      referencedSecurityGroupId: peer.securityGroupId,
    });
  }

  /** Allows another group on a TCP port. */
  addIngressFrom(peer: SecurityGroup, { port, description, key }: Connection): TerraformResource {
    return new VpcSecurityGroupIngressRule(this, `from-${peer.role}${suffix(key)}`, {
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description,
      securityGroupId: this.securityGroupId,
      referencedSecurityGroupId: peer.securityGroupId,
    });
  }

  /** Allows an address range. */
  addIngress(id: string, { cidr, port, description }: CidrAccess & { readonly port: number }): TerraformResource {
    return new VpcSecurityGroupIngressRule(this, `from-${id}`, {
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      cidrIpv4: cidr,
      description,
      securityGroupId: this.securityGroupId,
    });
  }

  /** Lets this group reach an address range. */
  addEgress(id: string, { cidr, port, description }: CidrAccess): TerraformResource {
    return new VpcSecurityGroupEgressRule(this, `to-${id}`, {
      securityGroupId: this.securityGroupId,
      cidrIpv4: cidr,
      ...(port === undefined ? { ipProtocol: "-1" } : { ipProtocol: "tcp", fromPort: port, toPort: port }),
      description,
    });
  }

  /** Lets this group reach ports of a peer that is managed elsewhere. */
  addOutbound(id: string, { peer, protocol, from, to, description }: OutboundAccess): TerraformResource {
    const { cidr, securityGroupId, prefixListId } = {
      cidr: undefined,
      securityGroupId: undefined,
      prefixListId: undefined,
      ...peer,
    };
    return new VpcSecurityGroupEgressRule(this, `to-${id}`, {
      securityGroupId: this.securityGroupId,
      ...(cidr === undefined ? {} : { cidrIpv4: cidr }),
      ...(securityGroupId === undefined ? {} : { referencedSecurityGroupId: securityGroupId }),
      ...(prefixListId === undefined ? {} : { prefixListId }),
      ipProtocol: protocol,
      fromPort: from,
      toPort: to,
      description,
    });
  }

  /** Lets this group reach an AWS service behind a gateway endpoint, over HTTPS. */
  addEgressToPrefixList(id: string, prefixListId: string, description: string): TerraformResource {
    return new VpcSecurityGroupEgressRule(this, `to-${id}`, {
      securityGroupId: this.securityGroupId,
      prefixListId,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description,
    });
  }
}

function suffix(key: string | undefined): string {
  return key === undefined ? "" : `_${key}`;
}
