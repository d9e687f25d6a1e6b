import { byText, textOf, textsOf } from "../plan/json";
import { identityOf, type Resource, type World } from "../plan/world";
import { covers } from "./iam/covers";
import { ownerOf, policySourcesOf, staysSame, type PolicyKind } from "./iam/policy-sources";
import { statementKey, statementsOf, type Matcher, type Statement } from "./iam/statement";
import { labelIn, nameOf } from "./labels";
import type { Worlds } from "./worlds";

export interface IamChange {
  readonly change: "+" | "-";
  readonly stack: string;
  readonly kind: PolicyKind | "attachment";
  /** What the policy belongs to. */
  readonly owner: string;
  readonly effect: "Allow" | "Deny";
  readonly action: readonly string[];
  readonly resource: readonly string[];
  readonly principal: readonly string[];
  readonly condition: readonly string[];
  /** Whether it gives more access: an Allow that nothing before it covered, or a Deny that goes. */
  readonly broadens: boolean;
}

interface Entry {
  readonly key: string;
  /** Policies of one owner are compared with each other. */
  readonly scope: string;
  readonly stack: string;
  readonly kind: IamChange["kind"];
  readonly owner: string;
  /** Which resource that is, where it is one of the plan. */
  readonly ownerId: string | undefined;
  readonly statement: Statement;
  readonly unknown: boolean;
}

/** Statements of every policy that changes, before and after, compared as statements. */
export const iamChanges = (worlds: Worlds): readonly IamChange[] => {
  const before = entriesOf(worlds.before, worlds);
  const after = entriesOf(worlds.after, worlds);
  const beforeKeys = new Set(before.map((entry) => entry.key));
  const afterKeys = new Set(after.map((entry) => entry.key));
  const remaining = new Set(worlds.after.resources.map(identityOf));
  const removed = before.filter((entry) => !afterKeys.has(entry.key));
  const added = after.filter((entry) => !beforeKeys.has(entry.key));
  return [
    ...added.map((entry) => changeOf("+", entry, isBroader(entry, before, "Allow"))),
    // What a policy denied on a resource that goes too, nobody can do any more.
    ...removed.map((entry) =>
      changeOf(
        "-",
        entry,
        (entry.ownerId === undefined || remaining.has(entry.ownerId)) && isBroader(entry, after, "Deny"),
      ),
    ),
  ].sort(byText((entry) => `${entry.stack} ${entry.owner} ${entry.kind} ${entry.change}`));
};

/** An added Allow (or a removed Deny) changes access unless the other side has a statement that already covers it. */
const isBroader = (entry: Entry, others: readonly Entry[], effect: Statement["effect"]): boolean =>
  entry.statement.effect === effect &&
  (entry.unknown ||
    !others.some((other) => other.scope === entry.scope && !other.unknown && covers(other.statement, entry.statement)));

const entriesOf = (world: World, worlds: Worlds): readonly Entry[] => {
  const entries = world.resources.flatMap((resource) => [
    ...policyEntries(resource, world, worlds),
    ...attachmentEntries(resource, world, worlds),
  ]);
  return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
};

const policyEntries = (resource: Resource, world: World, worlds: Worlds): readonly Entry[] =>
  policySourcesOf(resource, world).flatMap(({ kind, owner, document }) => {
    const statements = statementsOf(document, labelIn(worlds)) ?? [UNKNOWN_STATEMENT];
    return statements.map((statement) => entryOf(resource, kind, owner, statement, document === undefined));
  });

const nothing: Matcher = { not: false, values: [] };

const UNKNOWN_STATEMENT: Statement = {
  effect: "Allow",
  action: { not: false, values: ["(policy known after apply)"] },
  resource: nothing,
  principal: nothing,
  conditions: [],
};

/** Resource type → the attribute that names the principal a managed policy is attached to. */
const ATTACHMENTS: Readonly<Record<string, readonly string[]>> = {
  aws_iam_role_policy_attachment: ["role"],
  aws_iam_user_policy_attachment: ["user"],
  aws_iam_group_policy_attachment: ["group"],
  aws_iam_policy_attachment: ["roles", "users", "groups"],
};

const attachmentEntries = (resource: Resource, world: World, worlds: Worlds): readonly Entry[] => {
  const label = labelIn(worlds);
  const attached = (owner: Resource | string, arn: string): Entry =>
    entryOf(
      resource,
      "attachment",
      owner,
      { ...UNKNOWN_STATEMENT, action: { not: false, values: [label(arn)] } },
      false,
    );
  if (resource.type === "aws_iam_role") {
    if (staysSame(resource.change, "managed_policy_arns")) return [];
    return textsOf(resource.values["managed_policy_arns"]).map((arn) => attached(resource, arn));
  }
  const arn = textOf(resource.values["policy_arn"]);
  if (arn === undefined) return [];
  return (ATTACHMENTS[resource.type] ?? []).flatMap((attribute) => {
    if (typeof resource.values[attribute] === "string") return [attached(ownerOf(resource, attribute, world), arn)];
    return textsOf(resource.values[attribute]).map((name) => attached(world.resolve(resource, name) ?? name, arn));
  });
};

const entryOf = (
  resource: Resource,
  kind: Entry["kind"],
  owner: Resource | string,
  statement: Statement,
  unknown: boolean,
): Entry => {
  const scope = `${typeof owner === "string" ? owner : identityOf(owner)}|${kind}`;
  return {
    key: unknown ? `${scope}|${identityOf(resource)}` : `${scope}|${statementKey(statement)}`,
    scope,
    stack: resource.stack,
    kind,
    owner: typeof owner === "string" ? owner : nameOf(owner),
    ownerId: typeof owner === "string" ? undefined : identityOf(owner),
    statement,
    unknown,
  };
};

const changeOf = (change: "+" | "-", entry: Entry, broadens: boolean): IamChange => {
  const { statement } = entry;
  const texts = (part: Matcher): readonly string[] =>
    part.not ? part.values.map((value) => `not ${value}`) : part.values;
  return {
    change,
    stack: entry.stack,
    kind: entry.kind,
    owner: entry.owner,
    effect: statement.effect,
    action: texts(statement.action),
    resource: texts(statement.resource),
    principal: texts(statement.principal),
    condition: statement.conditions,
    broadens,
  };
};
