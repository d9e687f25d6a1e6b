import { sortedByText } from "../plan/by-text";
import { oncePer } from "../plan/once-per";
import { identityOf, type Resource } from "../plan/planned-resources";
import { coveredBy } from "./iam/covers";
import { entriesOfSides, type Entry } from "./iam/entries";
import { gainsBeside, reachesBeside } from "./iam/exceptions";
import { gradeOf } from "./iam/grades";
import { withoutLimits } from "./iam/limiting-policies";
import type { Owner } from "./iam/owners";
import type { PolicyKind } from "./iam/policy-sources";
import { GrantsByOwner } from "./iam/principals";
import type { Matcher, Statement } from "./iam/statement";
import type { BeforeAndAfter } from "./before-and-after";
import { ownAccounts } from "./own-accounts";
import { isPrivateApi } from "./private-api";
import { narrowestOf, type Grade, type Who } from "./who";

export interface IamChange {
  readonly change: "+" | "-";
  readonly stack: string;
  /** The resource that says it. */
  readonly address: string;
  readonly kind: PolicyKind | "attachment";
  /** What the policy belongs to. */
  readonly owner: string;
  readonly effect: "Allow" | "Deny";
  readonly action: readonly string[];
  readonly resource: readonly string[];
  readonly principal: readonly string[];
  readonly condition: readonly string[];
  /** Whether it gives more access: an Allow that nothing before it covered, or a Deny or a limit that goes. */
  readonly broadens: boolean;
  /** Who gains; of interest where it broadens. */
  readonly who: Who;
  /** Whether what is gained is everything, a whole service, or the right to take more. */
  readonly administrator: boolean;
}

/** Statements of every policy that changes, before and after, compared as statements. */
export function iamChanges(sides: BeforeAndAfter): readonly IamChange[] {
  const stated = entriesOfSides(sides);
  // Of what no plan shows, the wider answer is taken: it had a limit before, and has none after.
  function existed(owner: Owner): boolean {
    return typeof owner !== "string" && sides.before.same(owner) !== undefined;
  }
  function stays(owner: Owner): boolean {
    return typeof owner === "string" || remains(owner, sides);
  }
  const before = [...stated.before, ...withoutLimits(stated.before, stated.after, existed)];
  const after = [...stated.after, ...withoutLimits(stated.after, stated.before, stays)];
  const beforeKeys = new Set(before.map((entry) => entry.key));
  const afterKeys = new Set(after.map((entry) => entry.key));
  const added = after.filter((entry) => !beforeKeys.has(entry.key));
  // Of a policy that the plan hides on both sides, the later side says that it changed.
  const hidden = new Set(added.flatMap((entry) => (entry.reads === "hidden" ? [identityOf(entry.resource)] : [])));
  const removed = before.filter(
    (entry) => !afterKeys.has(entry.key) && !(entry.reads === "hidden" && hidden.has(identityOf(entry.resource))),
  );
  const coveredBefore = coverage(before);
  const coveredAfter = coverage(after);
  const binds = bindingOf(before, stays);
  const own = ownAccounts(sides);
  const granted = grantedAlready(before, after);
  const denied = deniedIn(after);
  function gradeOfRemoved(entry: Entry): Grade {
    const grade = gradeOf(entry, own);
    if (entry.reads !== "statement" || entry.statement.effect !== "Deny") return grade;
    const beside = statementsByScope(after).get(entry.scope) ?? [];
    return { ...grade, who: gainsBeside(grade.who, entry.statement, beside, own) };
  }
  function gradeOfAdded(entry: Entry): Grade {
    const grade = gradeOf(entry, own);
    if (entry.kind !== "resource" || entry.reads !== "statement") return grade;
    const beside = statementsByScope(after).get(entry.scope) ?? [];
    const who = reachesBeside(grade.who, entry.statement, beside, own);
    return { ...grade, who: isPrivateApi(entry.owner) ? narrowestOf([who, "another account"]) : who };
  }
  const changes = [
    ...removed.map((entry) =>
      changeOf(sides, "-", entry, entry.limits && binds(entry) && !coveredAfter(entry), gradeOfRemoved(entry)),
    ),
    ...added.map((entry) =>
      changeOf(
        sides,
        "+",
        entry,
        entry.allows && !coveredBefore(entry) && !granted(entry) && !denied(entry),
        gradeOfAdded(entry),
      ),
    ),
  ];
  return sortedByText(
    changes,
    (entry) => `${entry.stack} ${entry.owner} ${entry.kind} ${entry.change === "-" ? 0 : 1}`,
  );
}

/** Whether it is there after the change: what Terraform forgets stays where it is, and in force. */
function remains(owner: Resource, sides: BeforeAndAfter): boolean {
  return sides.after.same(owner) !== undefined || sides.before.same(owner)?.change.action === "forget";
}

/** Whether the statements among the entries say as much together, or more. */
function coverage(entries: readonly Entry[]): (entry: Entry) => boolean {
  return ({ scope, reads, statement }) =>
    reads === "statement" && coveredBy(statement, statementsByScope(entries).get(scope) ?? []);
}

const statementsByScope = oncePer((entries: readonly Entry[]): ReadonlyMap<string, readonly Statement[]> => {
  const byScope = new Map<string, Statement[]>();
  for (const { scope, reads, statement } of entries) {
    if (reads !== "statement") continue;
    const statements = byScope.get(scope);
    if (statements === undefined) byScope.set(scope, [statement]);
    else statements.push(statement);
  }
  return byScope;
});

const grantsByOwner = oncePer((entries: readonly Entry[]) => new GrantsByOwner(entries));

/** Whether the principals of an entry had the same by another policy before: inline, or attached. */
function grantedAlready(before: readonly Entry[], after: readonly Entry[]): (entry: Entry) => boolean {
  function has(owner: Owner, stack: string, statements: readonly Statement[]): boolean {
    const grants = grantsByOwner(before).of(owner, stack);
    return statements.every((statement) => statement.effect === "Deny" || coveredBy(statement, grants.statements));
  }
  const policies = statementsByScope(after.filter(({ kind }) => kind === "managed"));
  return ({ kind, owner, reads, statement, attached, resource }) => {
    const { stack } = resource;
    if (kind === "inline") return reads === "statement" && has(owner, stack, [statement]);
    if (kind === "managed" && reads === "statement") {
      const owners = grantsByOwner(after).ownersOf(owner);
      return owners.length > 0 && owners.every((one) => has(one, stack, [statement]));
    }
    if (kind !== "attachment" || attached === undefined) return false;
    const statements = policies.get(`${attached.stack}|${identityOf(attached)}|managed`) ?? [];
    return statements.length > 0 && has(owner, stack, statements);
  };
}

/** Whether a Deny beside an Allow leaves nothing of it. */
function deniedIn(entries: readonly Entry[]): (entry: Entry) => boolean {
  const denies = statementsByScope(entries.filter(({ statement }) => statement.effect === "Deny"));
  return ({ scope, reads, statement }) =>
    reads === "statement" && coveredBy({ ...statement, effect: "Deny" }, denies.get(scope) ?? []);
}

/**
 * Whether an entry still bound someone who stays: what a policy denied to, or on, a resource that goes too, can no
 * longer be done by anyone. A managed policy binds those that it was attached to, whoever they are where no plan shows them.
 */
function bindingOf(before: readonly Entry[], stays: (owner: Owner) => boolean): (entry: Entry) => boolean {
  const bindsByPolicy = new Map<string, boolean>();
  for (const { attached, owner } of before) {
    if (attached === undefined) continue;
    const policy = identityOf(attached);
    bindsByPolicy.set(policy, stays(owner) || bindsByPolicy.get(policy) === true);
  }
  return ({ kind, owner }) =>
    stays(owner) || (kind === "managed" && typeof owner !== "string" && bindsByPolicy.get(identityOf(owner)) !== false);
}

function changeOf(sides: BeforeAndAfter, change: "+" | "-", entry: Entry, broadens: boolean, grade: Grade): IamChange {
  const { statement } = entry;
  function texts(part: Matcher): readonly string[] {
    return part.not ? part.values.map((value) => `not ${value}`) : part.values;
  }
  return {
    change,
    stack: entry.resource.stack,
    address: entry.resource.address,
    kind: entry.kind,
    owner: typeof entry.owner === "string" ? entry.owner : sides.after.nameOf(entry.owner),
    effect: statement.effect,
    action: texts(statement.action),
    resource: texts(statement.resource),
    principal: texts(statement.principal),
    condition: statement.conditions,
    broadens,
    who: grade.who,
    administrator: grade.administrator === true,
  };
}
