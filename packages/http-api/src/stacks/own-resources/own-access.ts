import { Token, type TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { SecurityGroup } from "../../constructs/security-group";
import { refusal, requireService } from "./refusal";

/** Settings of {@link OwnAccess}. */
export interface OwnAccessProps {
  readonly environment: string;
  readonly prefix: string;
  readonly services: readonly string[];
  readonly vpcId: string;
}

/** Security groups of own resources in the VPC: one per service and port that they allow. */
export class OwnAccess {
  private readonly groups = new Map<string, { service: string; port: number; group: SecurityGroup }>();

  constructor(
    private readonly scope: Construct,
    private readonly props: OwnAccessProps,
  ) {}

  /** @returns the id of a group that allows the service's tasks on the port */
  allowFrom(service: string, port: number): string {
    const { environment, prefix, vpcId } = this.props;
    requireService(this.props, "allowFrom", service);
    if (Token.isUnresolved(port) || !Number.isInteger(port) || port < 1 || port > 65_535) {
      const given = Token.isUnresolved(port) ? "a port that is known after apply" : String(port);
      throw refusal(environment, "allowFrom", `got ${given}; give a whole number from 1 to 65535`);
    }
    const id = `from-${service}-${String(port)}`;
    const known = this.groups.get(id);
    if (known) return known.group.securityGroupId;
    const group = new SecurityGroup(this.scope, id, {
      vpcId,
      role: `own-${String(port)}`,
      namePrefix: `${prefix}-${id}`,
      description: `Own resources: reached by the tasks of ${service} on port ${String(port)}`,
    });
    this.groups.set(id, { service, port, group });
    return group.securityGroupId;
  }

  /** Lets a service's tasks reach the groups that allow them; tasks must wait for the rules. */
  connect(service: string, tasks: SecurityGroup): readonly TerraformResource[] {
    return [...this.groups.values()]
      .filter((each) => each.service === service)
      .flatMap(({ port, group }) =>
        tasks.addConnectionTo(group, { port, description: `Tasks of ${service} to own resources` }),
      );
  }
}
