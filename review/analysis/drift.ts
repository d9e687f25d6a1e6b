import { isEmpty, stableText, UNKNOWN, type Json, type JsonObject } from "../plan/json";
import type { ResourceChange } from "../plan/stack-plan";
import { rulesOf, ruleKey } from "./network/rules";
import type { Worlds } from "./worlds";

export interface DriftedAttribute {
  readonly attribute: string;
  readonly before: string;
  readonly after: string;
}

export interface Drift {
  readonly stack: string;
  readonly address: string;
  readonly what: "changed" | "deleted";
  readonly attributes: readonly DriftedAttribute[];
}

/** Longer values are cut: a changed policy is told by the IAM part. */
const LONGEST_VALUE = 120;

/** What changed outside Terraform since its last apply, without what AWS itself writes into a resource's attributes. */
export const driftOf = (worlds: Worlds): readonly Drift[] =>
  worlds.plans.flatMap((plan) =>
    plan.drift.flatMap((change): readonly Drift[] => {
      if (change.after === undefined) {
        return [{ stack: plan.stack, address: change.address, what: "deleted", attributes: [] }];
      }
      const attributes = changedAttributes(change).filter(({ attribute }) => !isEcho(change, attribute, worlds));
      return attributes.length === 0
        ? []
        : [{ stack: plan.stack, address: change.address, what: "changed", attributes }];
    }),
  );

const changedAttributes = ({ before, after }: ResourceChange): readonly DriftedAttribute[] =>
  Object.keys({ ...before, ...after })
    .filter((key) => key !== "tags_all")
    .filter((key) => !same(before?.[key], after?.[key]))
    .map((attribute) => ({ attribute, before: show(before?.[attribute]), after: show(after?.[attribute]) }));

const same = (before: Json | undefined, after: Json | undefined): boolean =>
  (isEmpty(before) && isEmpty(after)) || stableText(before) === stableText(after);

/** Attributes that show what other resources did: the next apply's echo, not somebody's hand. */
const ECHOES: Readonly<Record<string, readonly string[]>> = {
  aws_apigatewayv2_stage: ["deployment_id"],
  aws_autoscaling_group: ["desired_capacity"],
  aws_ecr_repository: ["image_scanning_configuration"],
  aws_iam_role: ["inline_policy", "managed_policy_arns"],
  aws_lb_target_group: ["load_balancer_arns"],
  aws_route_table: ["propagating_vgws"],
  aws_s3_bucket: ["policy", "versioning", "server_side_encryption_configuration", "lifecycle_rule", "logging"],
  aws_vpc: ["ipv6_association_id"],
  aws_vpc_endpoint: ["network_interface_ids", "subnet_configuration"],
};

const isEcho = (change: ResourceChange, attribute: string, worlds: Worlds): boolean => {
  if (ECHOES[change.type]?.includes(attribute) === true) return true;
  if (change.type !== "aws_security_group" || (attribute !== "ingress" && attribute !== "egress")) return false;
  return showsOnlyManagedRules(change, attribute, worlds);
};

/** A group's attributes list rules that are resources of their own; a rule that no resource states is somebody's. */
const showsOnlyManagedRules = (change: ResourceChange, side: "ingress" | "egress", worlds: Worlds): boolean => {
  const keysOf = (values: JsonObject | undefined): readonly string[] => {
    const resource = { stack: change.stack, address: change.address, type: change.type, values: values ?? {}, change };
    return rulesOf(resource, worlds.before)
      .filter((rule) => rule.direction === side)
      .map(ruleKey);
  };
  const before = keysOf(change.before);
  const after = keysOf(change.after);
  const managed = new Set(
    worlds.before.resources
      .filter((resource) => resource.stack === change.stack && resource.type !== change.type)
      .flatMap((resource) => rulesOf(resource, worlds.before).map(ruleKey)),
  );
  const gone = before.filter((key) => !after.includes(key));
  return gone.length === 0 && after.filter((key) => !before.includes(key)).every((key) => managed.has(key));
};

const show = (value: Json | undefined): string => {
  if (isEmpty(value)) return value === false ? "false" : "(none)";
  const text = typeof value === "string" ? value : stableText(value);
  return text === UNKNOWN || text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
};
