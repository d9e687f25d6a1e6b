import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { SecurityGroup } from "../constructs/security-group";

/** Container ports are 1024 or higher. */
const CONTAINER_PORTS = { from: 1024, to: 65_535 };

/** Settings of a {@link TaskGroup}. */
export interface TaskGroupProps {
  readonly vpcId: string;
  /** Prefix of the group's name. */
  readonly prefix: string;
  /** See {@link TaskGroup.keepsRulesByService}. */
  readonly keepsRulesByService: boolean;
}

/**
 * The group of all services' tasks, as one peer for load balancers, the VPC link and endpoints: with a rule per service, the
 * limit of 60 rules per group and direction would allow at most 60 services [Amazon VPC User Guide, "Amazon VPC quotas"].
 * Which port is open is decided by each service's own group, which allows one.
 */
export class TaskGroup extends Construct {
  readonly group: SecurityGroup;
  /**
   * Whether the rules per service stay beside the shared ones. Tasks that were started before this group existed are not in
   * it, and depend on the rules per service until a rollout has replaced them. The next minor version removes those rules.
   */
  readonly keepsRulesByService: boolean;
  private readonly opened = new Map<SecurityGroup, TerraformResource>();

  constructor(scope: Construct, id: string, { vpcId, prefix, keepsRulesByService }: TaskGroupProps) {
    super(scope, id);
    // No service can have this role: their names have no underscores.
    this.group = new SecurityGroup(this, "Resource", {
      vpcId,
      role: "all_tasks",
      namePrefix: `${prefix}-all-tasks`,
      description: "Tasks of every service: what load balancers, the VPC link and endpoints name as their peer",
    });
    this.keepsRulesByService = keepsRulesByService;
  }

  /**
   * Lets a load balancer or the VPC link reach the tasks of a service.
   *
   * @returns what must exist before traffic arrives
   */
  connect(from: SecurityGroup, to: SecurityGroup, port: number, description: string): readonly TerraformResource[] {
    if (this.keepsRulesByService) from.addEgressTo(to, { from: port, to: port, description });
    return [this.open(from), to.addIngressFrom(from, { port, description })];
  }

  /** One rule for all services. */
  private open(from: SecurityGroup): TerraformResource {
    const rule =
      this.opened.get(from) ??
      from.addEgressTo(this.group, {
        ...CONTAINER_PORTS,
        description: "Tasks of every service, whose own groups choose",
      });
    this.opened.set(from, rule);
    return rule;
  }
}
