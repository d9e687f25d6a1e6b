import {
  BUILT_FROM,
  isInstanceOf,
  type Json,
  type JsonObject,
  ownKeyOf,
  textOf,
  withoutInstanceKeys,
} from "@private-http-api/terraform-json";
import { namesIn, type Names } from "./names";
import { push } from "./push";
import type { ResourceChange, StackPlan } from "./stack-plan";

/** A resource as it is on one side of a change. */
export interface Resource {
  readonly stack: string;
  readonly address: string;
  readonly type: string;
  readonly values: JsonObject;
  readonly change: ResourceChange;
}

const REFERENCE =
  /^\$\{((?:module\.[\w-]+(?:\[[^\]]*\])?\.)*(?:data\.)?[a-z]\w*\.[\w-]+(?:\[(?:"[^"]*"|\d+|[^\]]*)\])?)(?:\.[^}]*)?\}$/;

/** All resources of all stacks before a change, or after it, and the way from a value to the resource it names. */
export class PlannedResources {
  /** What Terraform manages: a data source only reads what others manage. */
  readonly resources: readonly Resource[];
  /** The same, and data sources. */
  private readonly all: readonly Resource[];
  private readonly names: Names;
  private readonly byType = new Map<string, Resource[]>();
  private readonly byAddress = new Map<string, Resource[]>();
  /** By address without instance keys. */
  private byConfigured: ReadonlyMap<string, readonly Resource[]> | undefined;
  private readonly byIdentity = new Map<string, Resource[]>();
  /** By type and name, per stack; undefined if several of one stack have the name. */
  private readonly byName = new Map<string, Map<string, Resource | undefined>>();
  /** By stack, those whose state it reads. */
  private readonly reads: ReadonlyMap<string, readonly string[]>;

  constructor(stacks: readonly StackPlan[], side: "before" | "after") {
    this.names = namesIn(stacks);
    this.reads = new Map(stacks.map(({ stack, reads = [] }) => [stack, reads]));
    this.all = stacks.flatMap((plan) => onSide(plan.changes, side));
    this.resources = this.all.filter(({ change }) => change.mode === "managed");
    for (const resource of this.resources) push(this.byType, resource.type, resource);
    // A data source is found where a value names it: a reference leads through it.
    for (const resource of this.all) {
      push(this.byAddress, resource.address, resource);
      for (const identity of identitiesOf(resource)) push(this.byIdentity, identity, resource);
      this.addName(resource);
    }
  }

  private addName(resource: Resource): void {
    const attribute = NAME_ATTRIBUTES[resource.type];
    const name = attribute === undefined ? undefined : knownText(resource.values[attribute]);
    if (name === undefined || resource.change.mode !== "managed") return;
    const key = `${resource.type} ${name}`;
    const byStack = this.byName.get(key) ?? new Map<string, Resource | undefined>();
    byStack.set(resource.stack, byStack.has(resource.stack) ? undefined : resource);
    this.byName.set(key, byStack);
  }

  /** How a resource is called where the context gives its type; the same on both sides of a change. */
  nameOf(resource: Resource): string {
    return this.names.of(resource);
  }

  /** The managed resource of this stack and address, as it is on this side. */
  same({ stack, address }: { readonly stack: string; readonly address: string }): Resource | undefined {
    // Before a first deployment there is nothing.
    if (this.all.length === 0) return undefined;
    return this.byAddress.get(address)?.find((entry) => entry.stack === stack && entry.change.mode === "managed");
  }

  /** Managed resources of a type, in plan order. */
  ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /**
   * The resource that a value of another one names: by id, ARN, or a reference such as `${aws_lb.internal.arn}`; by its
   * name if the type is given and has its name as its id.
   */
  resolve(from: Resource, value: Json | undefined, ...types: readonly string[]): Resource | undefined {
    const written = textOf(value);
    if (written === undefined) return undefined;
    const text = written.startsWith(BUILT_FROM) ? written.slice(BUILT_FROM.length) : written;
    const address = text.startsWith("${") ? REFERENCE.exec(text)?.[1] : undefined;
    const candidates = address === undefined ? this.byIdentity.get(text) : this.at(address, from);
    const found = nearest(candidates, from, types, this.reads.get(from.stack) ?? []);
    return found ?? (address === undefined ? this.named(text, from, types) : undefined);
  }

  /** The resource of these types that has this name, in its own stack or in the only other one. */
  private named(name: string, from: Resource, types: readonly string[]): Resource | undefined {
    for (const type of types) {
      const byStack = type in NAME_ATTRIBUTES ? this.byName.get(`${type} ${name}`) : undefined;
      if (byStack?.has(from.stack) === true) return byStack.get(from.stack);
      if (byStack?.size === 1) return [...byStack.values()][0];
    }
    return undefined;
  }

  /** Resources at an address that a configuration writes, seen from another resource; none if it may be one of several. */
  private at(written: string, from: Resource): readonly Resource[] {
    const address = written.replace(/\[(?:each\.key|count\.index)\]$/, ownKeyOf(from.address));
    const exact = this.byAddress.get(address);
    if (exact !== undefined) return exact;
    const instances: Resource[] = [];
    for (const entry of this.configured().get(withoutInstanceKeys(address)) ?? []) {
      if (!isInstanceOf(entry.address, address)) continue;
      // Of several instances none is meant, and there may be thousands.
      if (instances[0] !== undefined && instances[0].address !== entry.address) return [];
      instances.push(entry);
    }
    return instances;
  }

  private configured(): ReadonlyMap<string, readonly Resource[]> {
    if (this.byConfigured !== undefined) return this.byConfigured;
    const found = new Map<string, Resource[]>();
    for (const resource of this.all) push(found, withoutInstanceKeys(resource.address), resource);
    return (this.byConfigured = found);
  }

  /** The resource whose ARN a value starts with, and what follows: `arn:…:log-group:x` and `:*`. */
  resolvePrefix(value: string): { resource: Resource; rest: string } | undefined {
    if (!value.startsWith("arn:")) return undefined;
    for (
      let end = value.length;
      end > 0;
      end = Math.max(value.lastIndexOf("/", end - 1), value.lastIndexOf(":", end - 1))
    ) {
      const resource = this.byIdentity.get(value.slice(0, end))?.[0];
      if (resource !== undefined) return { resource, rest: value.slice(end) };
    }
    return undefined;
  }
}

/**
 * Of the candidates of these types, that of the same stack, or of the only other stack, where there are several of the only
 * one that is read: the rest is ambiguous.
 */
function nearest(
  candidates: readonly Resource[] | undefined,
  from: Resource,
  types: readonly string[],
  reads: readonly string[],
): Resource | undefined {
  if (candidates === undefined) return undefined;
  const fitting = types.length === 0 ? candidates : candidates.filter((entry) => types.includes(entry.type));
  const own = fitting.find((entry) => entry.stack === from.stack);
  return own ?? onlyOne(fitting) ?? onlyOne(fitting.filter(({ stack }) => reads.includes(stack)));
}

/** The first, where all are of one stack. */
function onlyOne(entries: readonly Resource[]): Resource | undefined {
  const [first] = entries;
  return entries.every((entry) => entry.stack === first?.stack) ? first : undefined;
}

/** The same resource on another side or in another list. */
export function identityOf(entry: { readonly stack: string; readonly address: string }): string {
  return `${entry.stack}|${entry.address}`;
}

function onSide(changes: readonly ResourceChange[], side: "before" | "after"): readonly Resource[] {
  const there: Resource[] = [];
  for (const change of changes) {
    const { stack, address, type, [side]: values } = change;
    if (values !== undefined && !change.deposed) there.push({ stack, address, type, values, change });
  }
  return there;
}

/** Types that others refer to by a name, which a plan shows before the id exists. */
const NAME_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_role: "name",
  aws_iam_user: "name",
  aws_iam_group: "name",
  aws_iam_instance_profile: "name",
  aws_s3_bucket: "bucket",
  aws_ecr_repository: "name",
  aws_cloudwatch_event_bus: "name",
  aws_backup_vault: "name",
  aws_lambda_function: "function_name",
  aws_memorydb_user: "user_name",
  aws_elasticache_user: "user_id",
};

function identitiesOf({ type, values }: Resource): readonly string[] {
  let found: readonly string[] = [];
  for (const key of type === "aws_vpc_endpoint" ? ENDPOINT_IDENTITIES : IDENTITIES) {
    const text = knownText(values[key]);
    if (text !== undefined && !found.includes(text)) found = [...found, text];
  }
  return found;
}

const IDENTITIES = ["id", "arn"];
/** Rules name an endpoint by its prefix list. */
const ENDPOINT_IDENTITIES = [...IDENTITIES, "prefix_list_id"];

/** What is known after apply only, or refers to something else, identifies no resource. */
function knownText(value: Json | undefined): string | undefined {
  const text = textOf(value);
  return text === undefined || text.startsWith("(") || text.startsWith("${") ? undefined : text;
}
