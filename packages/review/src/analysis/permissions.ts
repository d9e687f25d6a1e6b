import { identityOf, type PlannedResources, type Resource } from "../plan/planned-resources";
import type { BeforeAndAfter } from "./before-and-after";
import { kindOf } from "./exposure/attributes";
import { isKnown, leavesOf, Path } from "./danger/leaves";
import { coveredBy } from "./iam/covers";
import { GIVES_ALL, isAdministrator } from "./iam/grades";
import { grantsIn, type GrantsByOwner } from "./iam/principals";
import { roleOf } from "./iam/roles";
import { oncePer, oncePerText } from "../plan/once-per";
import type { Matcher, Statement } from "./iam/statement";

/** What something that runs code may do by one of its roles, where a change makes a difference to it. */
export interface WorkloadPermissions {
  readonly stack: string;
  readonly address: string;
  /** The attribute that names the role: `task_role_arn`. */
  readonly attribute: string;
  /** The role after the change; before it, where the workload goes. */
  readonly role: string;
  /** `s3:GetObject on *`, `never s3:* on *`, `policy ReadOnlyAccess`, one per statement. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Whether it may do everything, all of a service, or give itself more, and could not before. */
  readonly administrator: boolean;
}

/** Types that run users' code, with their roles. */
const WORKLOADS =
  /^aws_(ecs_(service|task_definition)|lambda_function|instance|spot_\w+_request|launch_(template|configuration)|eks_(node_group|fargate_profile|pod_identity_association)|batch_job_definition|apprunner_service|codebuild_project|sfn_state_machine|glue_job|emr_cluster|sagemaker_(notebook_instance|model|domain)|mwaa_environment|ssm_maintenance_window_task)$/;

/**
 * Permissions of workloads, before and after, where they differ. They are those of the identity policies, attachments and
 * boundaries that the plans show; what resource policies allow is reported as changes of those policies.
 */
export function workloadPermissions(sides: BeforeAndAfter): readonly WorkloadPermissions[] {
  const grants = grantsIn(sides);
  const before = permissionsOn(sides.before, grants.before);
  const after = permissionsOn(sides.after, grants.after);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    const either = is ?? was;
    if (either === undefined) return [];
    const [earlier, later] = [was?.texts ?? [], is?.texts ?? []];
    if ((was?.compared ?? "") === (is?.compared ?? "")) return [];
    const { stack, address } = either.workload;
    const gained = (is?.powers ?? []).filter((power) => was?.powers.includes(power) !== true);
    return [
      {
        ...{ stack, address, attribute: either.attribute, role: either.role },
        ...{ before: earlier, after: later, administrator: gained.length > 0 },
      },
    ];
  });
}

interface Permissions {
  readonly workload: Resource;
  readonly attribute: string;
  readonly role: string;
  readonly texts: readonly string[];
  /** The same however statements are split, listed and written. */
  readonly compared: string;
  /** Those of the texts that give everything, a whole service, or the right to take more. */
  readonly powers: readonly string[];
}

type RolePermissions = Pick<Permissions, "texts" | "compared" | "powers">;

function permissionsOn(planned: PlannedResources, grants: GrantsByOwner): ReadonlyMap<string, Permissions> {
  const used = new Set<string>();
  const found = new Map<string, Permissions>();
  function add(workload: Resource, stating: Resource): void {
    for (const [attribute, values] of leavesOf(stating.values, rolesOf(stating.type))) {
      for (const value of values) {
        if (typeof value !== "string" || value === "") continue;
        const role = roleOf(planned, stating, value);
        const allowed = role === undefined ? unknownRole(value) : permissionsOf(role, grants);
        const name = role === undefined ? value : planned.nameOf(role);
        found.set(`${identityOf(workload)}|${attribute}`, { workload, attribute, role: name, ...allowed });
      }
    }
  }
  const workloads = planned.resources.filter(({ type }) => WORKLOADS.test(type));
  for (const service of workloads.filter(({ type }) => type === "aws_ecs_service")) {
    const definition = planned.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
    if (definition === undefined) continue;
    used.add(identityOf(definition));
    add(service, definition);
  }
  // A task definition that a service runs is shown as the service.
  for (const workload of workloads) if (!used.has(identityOf(workload))) add(workload, workload);
  return found;
}

/** The attributes of a type that name a role. */
const rolesOf = oncePerText((type) => new Path((attribute) => kindOf(type, attribute)?.reads === "role"));

function unknownRole(value: string): RolePermissions {
  const text = isKnown(value) ? `whatever ${value} may do` : "whatever the role may do";
  return { texts: [text], compared: text, powers: [] };
}

/** Those that were read, by role: one may have many workloads. */
const knownIn = oncePer((_grants: GrantsByOwner) => new Map<string, RolePermissions>());

function permissionsOf(role: Resource, grants: GrantsByOwner): RolePermissions {
  const known = knownIn(grants);
  const key = identityOf(role);
  const permissions = known.get(key) ?? readPermissions(role, grants);
  known.set(key, permissions);
  return permissions;
}

function readPermissions(role: Resource, grants: GrantsByOwner): RolePermissions {
  const { statements, names, limits } = grants.of(role, role.stack);
  const denies = statements.filter(({ effect }) => effect === "Deny");
  const allows = statements.filter(({ effect }) => effect === "Allow");
  const effective = allows.filter(
    (entry, index) =>
      !coveredBy({ ...entry, effect: "Deny" }, denies) &&
      !allows.some(
        (other, at) => at !== index && coveredBy(entry, [other]) && (at < index || !coveredBy(other, [entry])),
      ),
  );
  function textsBy(textsOf: (statement: Statement) => readonly string[]): readonly string[] {
    const texts = [
      ...effective.flatMap(textsOf),
      ...names.map((name) => `policy ${name}`),
      ...denies.flatMap(textsOf).map((text) => `never ${text}`),
      ...limits.map((name) => `at most what ${name} allows`),
    ];
    return [...new Set(texts)].sort();
  }
  const powers = [
    ...effective.filter(isAdministrator).map(textOfStatement),
    ...names.filter((name) => GIVES_ALL.test(name)),
  ];
  return { texts: textsBy((entry) => [textOfStatement(entry)]), compared: textsBy(partsOf).join("\n"), powers };
}

/** `s3:GetObject, s3:PutObject on ${aws_s3_bucket.books.arn}/* if …`. */
function textOfStatement({ action, resource, conditions }: Statement): string {
  const on = resource.values.length === 0 ? "" : ` on ${textOfMatcher(resource)}`;
  const condition = conditions.length === 0 ? "" : ` if ${conditions.join(" and ")}`;
  return `${textOfMatcher(action)}${on}${condition}`;
}

/** A text per action and resource; the case of an action does not matter. */
function partsOf(statement: Statement): readonly string[] {
  return each(statement.action).flatMap((action) => {
    const inOneCase = { ...action, values: action.values.map((value) => value.toLowerCase()) };
    return each(statement.resource).map((resource) => textOfStatement({ ...statement, action: inOneCase, resource }));
  });
}

function each(matcher: Matcher): readonly Matcher[] {
  if (matcher.not || matcher.values.length === 0) return [matcher];
  return matcher.values.map((value) => ({ ...matcher, values: [value] }));
}

function textOfMatcher({ not, values }: Matcher): string {
  return `${not ? "everything but " : ""}${values.join(", ")}`;
}
