import { SENSITIVE, SENSITIVE_CHANGED } from "../../plan/redact";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { isAmbiguous } from "../../plan/unknown-names";
import type { BeforeAndAfter } from "../before-and-after";
import { labelIn, type Label } from "../labels";
import { oncePer, oncePerText } from "../../plan/once-per";
import { textOf, type JsonObject } from "@private-http-api/terraform-json";
import { callsOfItself } from "./api-calls";
import { attachmentsOf, type Attachment } from "./attachments";
import { namedBy, type Owner } from "./owners";
import { PERMISSION_OWNERS, permissionOf } from "./permissions";
import { policySourcesOf, type PolicyKind, type PolicySource } from "./policy-sources";
import { sortedSet, statementKey, statementsOf, type Matcher, type Statement } from "./statement";

/** One thing that says who may do what, on one side of a change. */
export interface Entry {
  /** The same on both sides where it says the same. */
  readonly key: string;
  /** Policies of one owner are compared with each other. */
  readonly scope: string;
  readonly kind: PolicyKind | "attachment";
  /** The resource that says it. */
  readonly resource: Resource;
  readonly owner: Owner;
  readonly statement: Statement;
  /** What the statement is: one, or a placeholder for a policy that the plan hides, or the name of what is attached. */
  readonly reads: "statement" | "hidden" | "name";
  /** The managed policy that is attached, where a plan has it. */
  readonly attached?: Resource | undefined;
  /** Whether there may be more access when it comes, and when it goes. */
  readonly allows: boolean;
  readonly limits: boolean;
}

interface EntriesOfSides {
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

/** Entries of both sides. */
export const entriesOfSides = oncePer((sides: BeforeAndAfter): EntriesOfSides => {
  const label = labelIn(sides);
  return { before: entriesOf(sides.before, label), after: entriesOf(sides.after, label) };
});

/** Everything on one side that says who may do what, the same only once. */
function entriesOf(planned: PlannedResources, label: Label): readonly Entry[] {
  const statementsIn = readingOnce(label);
  const managed = planned.resources.filter(({ change }) => change.action !== "forget");
  const entries = new Map<string, Entry>();
  function add(entry: Entry): void {
    entries.set(entry.key, entry);
  }
  for (const resource of managed) {
    for (const source of policySourcesOf(resource, planned)) policyEntries(resource, source, statementsIn).forEach(add);
    permissionEntries(resource, planned, label).forEach(add);
    for (const attachment of attachmentsOf(resource, planned)) add(attachmentEntry(resource, attachment, label));
  }
  return [...entries.values()];
}

type StatementsIn = (document: JsonObject, stack: string) => readonly Statement[] | undefined;

/** Reads a document that many resources have once per stack: what a label says is the same in all of it. */
function readingOnce(label: Label): StatementsIn {
  const read = oncePer((document: JsonObject) =>
    oncePerText((stack) => statementsOf(document, (value) => label(value, { stack }))),
  );
  return (document, stack) => read(document)(stack);
}

export function statementEntry(resource: Resource, kind: Entry["kind"], owner: Owner, statement: Statement): Entry {
  const scope = scopeOf(resource, kind, owner);
  const allows = statement.effect === "Allow";
  const key = keyOf(scope, resource, statement);
  return { key, scope, kind, resource, owner, statement, reads: "statement", allows, limits: !allows };
}

function policyEntries(
  resource: Resource,
  { kind, owner, text, document }: PolicySource,
  statementsIn: StatementsIn,
): readonly Entry[] {
  const statements = document === undefined ? undefined : statementsIn(document, resource.stack);
  if (statements !== undefined) {
    const own = OF_REST_API.test(resource.type) ? statements.map((entry) => ofItself(entry, owner)) : statements;
    return own.map((entry) => statementEntry(resource, kind, owner, entry));
  }
  const scope = scopeOf(resource, kind, owner);
  const key = `${scope}|${identityOf(resource)}|${text}`;
  const statement = named(nameOfHidden(text));
  return [{ key, scope, kind, resource, owner, statement, reads: "hidden", allows: true, limits: true }];
}

/** Types that are, or have, the policy of a REST API. */
const OF_REST_API = /^aws_api_gateway_rest_api(_policy)?$/;

function ofItself(statement: Statement, owner: Owner): Statement {
  const { not, values } = statement.resource;
  const [id, address] = typeof owner === "string" ? [owner, owner] : [textOf(owner.values["id"]), owner.address];
  return {
    ...statement,
    resource: { not, values: sortedSet(values.map((value) => callsOfItself(value, id, address))) },
  };
}

function permissionEntries(resource: Resource, planned: PlannedResources, label: Label): readonly Entry[] {
  const permission = permissionOf(resource);
  if (permission === undefined) return [];
  const attribute = PERMISSION_OWNERS.find((name) => resource.values[name] !== undefined) ?? "";
  const owner = namedBy(resource, attribute, resource.values[attribute], planned);
  const statements = statementsOf({ Statement: permission }, (value) => label(value, resource)) ?? [];
  return statements.map((statement) => statementEntry(resource, "resource", owner, statement));
}

function attachmentEntry(resource: Resource, attachment: Attachment, label: Label): Entry {
  const { kind, owner, policy, on, allows, limits } = attachment;
  const scope = scopeOf(resource, kind, owner);
  const name = label(attachment.name, resource);
  const statement = named(name, on);
  return {
    key: keyOf(scope, resource, statement),
    ...{ scope, kind, resource, owner, statement, attached: policy, allows, limits },
    reads: "name",
  };
}

/** The same name in two stacks may be in two accounts. */
function scopeOf(resource: Resource, kind: Entry["kind"], owner: Owner): string {
  return `${resource.stack}|${typeof owner === "string" ? owner : identityOf(owner)}|${kind}`;
}

/** What is not known may be something else in every resource that says it. */
function keyOf(scope: string, resource: Resource, statement: Statement): string {
  const key = `${scope}|${statementKey(statement)}`;
  return isAmbiguous(key, resource.address) ? `${key}|${identityOf(resource)}` : key;
}

const nothing: Matcher = { not: false, values: [] };

function named(name: string, on?: string): Statement {
  return {
    effect: "Allow",
    action: { not: false, values: [name] },
    resource: on === undefined ? nothing : { not: false, values: [on] },
    principal: nothing,
    conditions: [],
    tests: [],
  };
}

function nameOfHidden(text: string): string {
  if (text === SENSITIVE) return "policy (sensitive)";
  if (text === SENSITIVE_CHANGED) return "policy (sensitive, changed)";
  return text.startsWith("{") ? "(policy that is not read)" : "(policy known after apply)";
}
