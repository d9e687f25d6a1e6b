import { identityOf } from "../../plan/planned-resources";
import { statementEntry, type Entry } from "./entries";
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
 * VPC endpoints that stay and lose their policy: AWS then gives them the one that lets everything through.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
export function openedEndpoints(
  before: readonly Entry[],
  after: readonly Entry[],
  remaining: ReadonlySet<string>,
): readonly Entry[] {
  const scopes = new Set(after.map((entry) => entry.scope));
  const opened = before.filter(
    ({ resource, owner, scope }) =>
      /^aws_vpc_endpoint(_policy)?$/.test(resource.type) &&
      !scopes.has(scope) &&
      (typeof owner === "string" || remaining.has(identityOf(owner))),
  );
  const full = opened.map(({ resource, kind, owner }) => statementEntry(resource, kind, owner, FULL_ACCESS));
  return [...new Map(full.map((entry) => [entry.key, entry])).values()];
}
