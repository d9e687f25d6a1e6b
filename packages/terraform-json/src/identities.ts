import { nearest } from "./nearest";
import type { Resource } from "./resource";
import { withDataSources } from "./resource-type";
import { valueText, type Value } from "./value";

/** Attributes by which other resources name a resource that exists. */
const IDENTITIES = [
  "arn",
  "id",
  "invoke_arn",
  "qualified_arn",
  "qualified_invoke_arn",
  "arn_without_revision",
] as const;

/** Finds existing resources by the attributes that others refer to them by: ARNs and ids. */
export class Identities {
  private readonly byIdentity = new Map<string, Set<Resource>>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) for (const text of identitiesOf(resource)) this.add(resource, text);
  }

  /** @param from where the reference is written, for ids that are not unique across all stacks or states */
  find(value: Value, types: readonly string[], from: Resource | undefined): Resource | undefined {
    const text = referredId(valueText(value));
    for (const type of withDataSources(types)) {
      const found = nearest([...(this.byIdentity.get(`${type} ${text}`) ?? [])], from);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private add(resource: Resource, text: string): void {
    const key = `${resource.type} ${text}`;
    const known = this.byIdentity.get(key) ?? new Set();
    this.byIdentity.set(key, known.add(resource));
  }
}

function identitiesOf({ type, attributes }: Resource): readonly string[] {
  const named = IDENTITIES.map((identity) => attributes.text(identity));
  // ECS also takes `family:revision` for a task definition.
  const family = /aws_ecs_task_definition$/.test(type) ? attributes.text("family") : undefined;
  const revision = attributes.text("revision");
  if (family !== undefined && revision !== undefined) named.push(`${family}:${revision}`);
  // A service may refer to its cluster by name.
  if (type.endsWith("aws_ecs_cluster")) named.push(attributes.text("name"), attributes.text("cluster_name"));
  return named.filter((text) => text !== undefined);
}

/** A route's target is `integrations/<id>`; a Cloud Map integration's URI may end in query parameters. */
function referredId(text: string): string {
  return text.replace(/^integrations\//, "").replace(/\?.*$/, "");
}
