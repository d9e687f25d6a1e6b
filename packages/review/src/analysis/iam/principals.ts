import { identityOf, type Resource } from "../../plan/planned-resources";
import type { BeforeAndAfter } from "../before-and-after";
import { oncePer } from "../../plan/once-per";
import { push } from "../../plan/push";
import type { Grade } from "../who";
import { coveredBy } from "./covers";
import { entriesOfSides, type Entry } from "./entries";
import { isAdministrator } from "./grades";
import type { Owner } from "./owners";
import type { Statement } from "./statement";

/** What a principal may do by the policies that the plans show: statements, and names of policies that they do not. */
export interface Grants {
  readonly statements: readonly Statement[];
  readonly names: readonly string[];
  /** Names of permissions boundaries. */
  readonly limits: readonly string[];
}

interface Collected {
  readonly statements: Statement[];
  readonly names: string[];
  readonly limits: string[];
}

const NOTHING: Grants = { statements: [], names: [], limits: [] };

/** Grants of every role, user and group on one side of a change, by their identity or name. */
export class GrantsByOwner {
  private readonly byOwner = new Map<string, Collected>();
  private readonly owners = new Map<string, Owner[]>();

  constructor(entries: readonly Entry[]) {
    const policies = new Map<string, Statement[]>();
    for (const { kind, owner, reads, statement } of entries) {
      if (kind !== "managed" || typeof owner === "string" || reads !== "statement") continue;
      push(policies, identityOf(owner), statement);
    }
    for (const { kind, owner, reads, statement, attached, resource } of entries) {
      if (kind !== "inline" && kind !== "attachment" && kind !== "boundary") continue;
      const grants = this.at(keyOf(owner, resource.stack));
      if (kind === "boundary") {
        grants.limits.push(statement.action.values.join());
        continue;
      }
      const known = attached === undefined ? undefined : policies.get(identityOf(attached));
      if (attached !== undefined) push(this.owners, identityOf(attached), owner);
      if (known !== undefined) grants.statements.push(...known);
      else if (reads === "statement") grants.statements.push(statement);
      else grants.names.push(statement.action.values.join());
    }
  }

  /** A name alone may be in another account in another stack. */
  of(owner: Owner, stack: string): Grants {
    return this.byOwner.get(keyOf(owner, stack)) ?? NOTHING;
  }

  /** Who has a managed policy attached. */
  ownersOf(policy: Owner): readonly Owner[] {
    return typeof policy === "string" ? [] : (this.owners.get(identityOf(policy)) ?? []);
  }

  private at(key: string): Collected {
    const known = this.byOwner.get(key);
    if (known !== undefined) return known;
    const grants: Collected = { statements: [], names: [], limits: [] };
    this.byOwner.set(key, grants);
    return grants;
  }
}

interface Sides {
  readonly before: GrantsByOwner;
  readonly after: GrantsByOwner;
}

/** Grants of both sides. */
export const grantsIn = oncePer((sides: BeforeAndAfter): Sides => {
  const { before, after } = entriesOfSides(sides);
  return { before: new GrantsByOwner(before), after: new GrantsByOwner(after) };
});

/** What a role may do that none of the earlier roles may; undefined where there is nothing. */
export function grantedBeyond(role: Resource, earlier: readonly Resource[], sides: BeforeAndAfter): Grade | undefined {
  const { before, after } = grantsIn(sides);
  const had = earlier.map((entry) => before.of(entry, entry.stack));
  const statements = had.flatMap((grants) => grants.statements);
  const names = had.flatMap((grants) => grants.names);
  const has = after.of(role, role.stack);
  const beyond = has.statements.filter((entry) => entry.effect === "Allow" && !coveredBy(entry, statements));
  const named = has.names.filter((name) => !names.includes(name));
  if (beyond.length + named.length === 0) return undefined;
  const administrator =
    beyond.some(isAdministrator) || named.some((name) => /Administrator|PowerUser|FullAccess/.test(name));
  return { who: "this plan", ...(administrator ? { administrator } : {}) };
}

function keyOf(owner: Owner, stack: string): string {
  return typeof owner === "string" ? `${stack}|${owner}` : identityOf(owner);
}
