import { repositoryArnOf } from "../constructs/task-roles";
import type { ServiceProps } from "./service";

/** ARNs that services name: repositories, secrets, keys and the resources of their policies. */
export function namedArns(services: readonly ServiceProps[]): readonly string[] {
  const named = services.flatMap(({ repositoryArn, tracing, secrets = {}, secretKeyArns = [], taskPolicy = [] }) => [
    repositoryArn,
    tracing ? repositoryArnOf(tracing.image) : undefined,
    ...Object.values(secrets),
    ...secretKeyArns,
    ...taskPolicy.filter(({ Effect }) => Effect === "Allow").flatMap(({ Resource = [] }) => Resource),
  ]);
  return [...new Set(named.filter((arn) => arn !== undefined))].sort();
}
