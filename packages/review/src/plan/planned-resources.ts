import {
  BUILT_FROM,
  instanceKeysOf,
  type Json,
  type JsonObject,
  textOf,
  withoutInstanceKeys,
} from "@private-http-api/terraform-json";
import { Names } from "./names";
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
  /** What Terraform manages: a data source only reads what is somebody else's. */
  readonly resources: readonly Resource[];
  private readonly names: Names;
  private readonly byType = new Map<string, Resource[]>();
  private readonly byAddress = new Map<string, Resource[]>();
  private readonly byConfigured = new Map<string, Resource[]>();
  private readonly byIdentity = new Map<string, Resource[]>();

  constructor(stacks: readonly StackPlan[], side: "before" | "after") {
    this.names = new Names(stacks);
    const all = stacks.flatMap((plan) => plan.changes.flatMap((change) => onSide(change, side)));
    this.resources = all.filter(({ change }) => change.mode === "managed");
    for (const resource of this.resources) push(this.byType, resource.type, resource);
    // A data source is found where a value names it: a reference leads through it.
    for (const resource of all) {
      push(this.byAddress, resource.address, resource);
      push(this.byConfigured, withoutInstanceKeys(resource.address), resource);
      for (const identity of new Set(identitiesOf(resource))) push(this.byIdentity, identity, resource);
    }
  }

  /** How a resource is called where its type is told by the context; the same on both sides of a change. */
  nameOf(resource: Resource): string {
    return this.names.of(resource);
  }

  /** The managed resource of this stack and address, as it is on this side. */
  same({ stack, address }: { readonly stack: string; readonly address: string }): Resource | undefined {
    return this.byAddress.get(address)?.find((entry) => entry.stack === stack && entry.change.mode === "managed");
  }

  /** Managed resources of a type, in plan order. */
  ofType(...types: readonly string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resource that a value of another one names: by id, ARN, or a reference such as `${aws_lb.internal.arn}`. */
  resolve(from: Resource, value: Json | undefined, ...types: readonly string[]): Resource | undefined {
    const text = textOf(value)?.replace(BUILT_FROM, "");
    if (text === undefined) return undefined;
    const address = REFERENCE.exec(text)?.[1];
    const candidates = address === undefined ? (this.byIdentity.get(text) ?? []) : this.at(address, from);
    const fitting = candidates.filter((entry) => types.length === 0 || types.includes(entry.type));
    const own = fitting.find((entry) => entry.stack === from.stack);
    // A name that several other stacks have is not told apart by it.
    return own ?? (new Set(fitting.map((entry) => entry.stack)).size === 1 ? fitting[0] : undefined);
  }

  /**
   * Resources at an address that a configuration writes, seen from another resource. A plan does not tell which instance
   * of a `for_each` or `count` is meant: it is taken for that of the same keys.
   */
  private at(address: string, from: Resource): readonly Resource[] {
    const exact = this.byAddress.get(address);
    if (exact !== undefined) return exact;
    const instances = this.byConfigured.get(withoutInstanceKeys(address)) ?? [];
    const keys = new Set([...instanceKeysOf(address), ...instanceKeysOf(from.address)]);
    const alike = instances.filter((entry) => instanceKeysOf(entry.address).every((key) => keys.has(key)));
    return alike.length > 0 || instances.length > 1 ? alike : instances;
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

/** The same resource on another side or in another list. */
export function identityOf(entry: { readonly stack: string; readonly address: string }): string {
  return `${entry.stack}|${entry.address}`;
}

function onSide(change: ResourceChange, side: "before" | "after"): readonly Resource[] {
  const values = change[side];
  if (values === undefined || change.deposed) return [];
  const { stack, address, type } = change;
  return [{ stack, address, type, values, change }];
}

function identitiesOf({ type, values }: Resource): readonly string[] {
  // Rules name an endpoint by its prefix list.
  return ["id", "arn", ...(type === "aws_vpc_endpoint" ? ["prefix_list_id"] : [])].flatMap((key) => {
    const text = textOf(values[key]);
    return text === undefined || text.startsWith("(") || text.startsWith("${") ? [] : [text];
  });
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
