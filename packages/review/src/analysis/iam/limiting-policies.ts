import { statementEntry, type Entry } from "./entries";
import type { Owner } from "./owners";
import type { Matcher, Statement } from "./statement";

function all(value: string): Matcher {
  return { not: false, values: [value] };
}

const FULL_ACCESS: Statement = {
  effect: "Allow",
  action: all("*"),
  resource: all("*"),
  principal: all("AWS:*"),
  conditions: [],
  tests: [],
};

/**
 * Types whose policy only limits what others allow: without it, a VPC endpoint lets everything through, and a session may
 * do all that its role may.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 * https://docs.aws.amazon.com/transfer/latest/userguide/session-policy.html
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/authentication-create-session.html
 */
const LIMITED = /^aws_(vpc_endpoint(_policy)?|transfer_(user|access)|rolesanywhere_profile)$/;

/**
 * What is allowed on one side of a change where a limiting policy is on the other side only.
 * @param isPresent whether what a policy limits is on this side, without it
 */
export function withoutLimits(
  entries: readonly Entry[],
  others: readonly Entry[],
  isPresent: (owner: Owner) => boolean,
): readonly Entry[] {
  const scopes = new Set(entries.map((entry) => entry.scope));
  const full = others
    .filter(({ resource, owner, scope }) => LIMITED.test(resource.type) && !scopes.has(scope) && isPresent(owner))
    .map(({ resource, kind, owner, statement: { principal } }) =>
      // A session's policy names no principal: it is the session's own.
      statementEntry(
        resource,
        kind,
        owner,
        principal.values.length === 0 ? { ...FULL_ACCESS, principal } : FULL_ACCESS,
      ),
    );
  return [...new Map(full.map((entry) => [entry.key, entry])).values()];
}
