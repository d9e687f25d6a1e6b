import { instanceKeysOf, modulesOf } from "./plan/instance-keys";
import type { Resource } from "./resource";

/**
 * Of several candidates for a reference, the one nearest to where it is written: of the same API (ids of integrations and
 * authorizers are unique only within their API), the same state, the same module, the same `for_each` or `count` key.
 * @param from where the reference is written. @default unknown: the first candidate
 */
export function nearest(candidates: readonly Resource[], from: Resource | undefined): Resource | undefined {
  const [first, ...others] = candidates;
  if (first === undefined || others.length === 0 || from === undefined) return first;
  let best = { resource: first, score: scoreOf(first, from) };
  for (const resource of others) {
    const score = scoreOf(resource, from);
    if (score > best.score) best = { resource, score };
  }
  return best.resource;
}

function scoreOf(candidate: Resource, from: Resource): number {
  const [api, ownApi] = [candidate, from].map(({ attributes }) => attributes.text("api_id"));
  const keys = instanceKeysOf(from.address);
  const shared = instanceKeysOf(candidate.address).filter((key) => keys.includes(key)).length;
  return (
    (api !== undefined && api === ownApi ? 1000 : 0) +
    (stackOf(candidate) === stackOf(from) ? 100 : 0) +
    (moduleOf(candidate) === moduleOf(from) ? 1 : 0) +
    shared * 10
  );
}

/** `dev-network` of `dev-network: module.a.aws_lb.front`. */
export function stackOf({ address }: Resource): string {
  return /^(.*?): /.exec(address)?.[1] ?? "";
}

function moduleOf({ address }: Resource): string {
  return modulesOf(address.replace(/^.*?: /, ""));
}
