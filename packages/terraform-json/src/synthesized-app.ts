import { isList, isObject, type Json, type JsonObject, listOf, objectOf, stableText, textOf } from "./json";
import { readTemplate } from "./read-template";

/** One synthesized stack: the content of its cdk.tf.json. */
export interface SynthesizedStack {
  readonly name: string;
  readonly json: JsonObject;
}

export interface ConfiguredResource {
  readonly stack: string;
  /** `aws_lb.public`, `data.aws_vpc.main` */
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Arguments; a value that Terraform computes is a text like `${aws_lb.public.arn}`. */
  readonly values: JsonObject;
}

const REMOTE_OUTPUT = /\$\{data\.terraform_remote_state\.([\w-]+)\.outputs(?:\.([\w-]+)|\["([\w-]+)"\])\}/g;

/** The synthesized stacks of an app, with cross-stack references resolved to the resource. */
export class SynthesizedApp<Stack extends SynthesizedStack = SynthesizedStack> {
  private readonly byName: ReadonlyMap<string, Stack>;
  private readonly byBackend: ReadonlyMap<string, string>;
  private readonly producers = new Map<string, ReadonlyMap<string, string>>();
  private readonly alike = new Map<string, ReadonlySet<string>>();

  constructor(readonly stacks: readonly Stack[]) {
    this.byName = new Map(stacks.map((stack) => [stack.name, stack]));
    this.byBackend = new Map(stacks.map((stack) => [backendOf(stack.json), stack.name]));
  }

  get(name: string): Stack | undefined {
    return this.byName.get(name);
  }

  /** The stacks whose state a stack reads: data source name → stack. */
  producersOf(name: string): ReadonlyMap<string, string> {
    const known = this.producers.get(name);
    if (known !== undefined) return known;
    const sources = objectOf(objectOf(this.byName.get(name)?.json["data"])["terraform_remote_state"]);
    const producers = new Map<string, string>();
    this.producers.set(name, producers);
    for (const [source, body] of Object.entries(sources)) {
      const producer = this.byBackend.get(backendKey(objectOf(body)["backend"], objectOf(body)["config"]));
      if (producer !== undefined) producers.set(source, producer);
    }
    return producers;
  }

  /** The value of an output of the stack whose state a data source reads. */
  outputOf(stack: string, source: string, output: string): Json | undefined {
    const producer = this.byName.get(this.producersOf(stack).get(source) ?? "");
    return objectOf(objectOf(objectOf(producer?.json["output"]))[output])["value"];
  }

  resourcesOf(name: string): readonly ConfiguredResource[] {
    return blocksOfStack(this.byName.get(name)).map(({ body, ...resource }) => ({
      ...resource,
      values: objectOf(this.evaluate(name, body)),
    }));
  }

  /** A value with its expressions read, and references to another stack's outputs replaced by the values of the outputs. */
  evaluate(stack: string, value: Json): Json {
    if (typeof value === "string") return this.follow(stack, readTemplate(value));
    return mapEntries(value, (entry) => this.evaluate(stack, entry));
  }

  private follow(stack: string, value: Json): Json {
    if (typeof value !== "string") return mapEntries(value, (entry) => this.follow(stack, entry));
    if (!value.includes("terraform_remote_state")) return value;
    return value.replace(REMOTE_OUTPUT, (all, source: string, dotted?: string, indexed?: string) => {
      const text = textOf(this.outputOf(stack, source, dotted ?? indexed ?? ""));
      return text === undefined || this.readAlike(stack).has(text) ? all : text;
    });
  }

  /** References that are outputs of several stacks which a stack reads: without the stack, one reads like the other. */
  private readAlike(name: string): ReadonlySet<string> {
    const known = this.alike.get(name);
    if (known !== undefined) return known;
    const owners = new Map<string, Set<string>>();
    for (const producer of new Set(this.producersOf(name).values())) {
      for (const output of Object.values(objectOf(this.byName.get(producer)?.json["output"]))) {
        const text = textOf(objectOf(output)["value"]);
        if (text?.startsWith("${") === true) owners.set(text, (owners.get(text) ?? new Set()).add(producer));
      }
    }
    const alike = new Set([...owners].flatMap(([text, stacks]) => (stacks.size > 1 ? [text] : [])));
    this.alike.set(name, alike);
    return alike;
  }
}

/** Resources and data sources of a stack, as written. */
export function blocksOfStack(
  stack: SynthesizedStack | undefined,
): readonly (Omit<ConfiguredResource, "values"> & { readonly body: Json })[] {
  if (stack === undefined) return [];
  return (["managed", "data"] as const).flatMap((mode) =>
    Object.entries(objectOf(stack.json[mode === "managed" ? "resource" : "data"])).flatMap(([type, named]) =>
      Object.entries(objectOf(named)).map(([name, body]) => ({
        stack: stack.name,
        address: `${mode === "data" ? "data." : ""}${type}.${name}`,
        mode,
        type,
        name,
        body,
      })),
    ),
  );
}

/** Maps every entry of a list or object, except `//`, which holds CDKTF's metadata. */
function mapEntries(value: Json, map: (entry: Json) => Json): Json {
  if (isList(value)) return value.map(map);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== "//");
  return Object.fromEntries(entries.map(([key, entry]) => [key, map(entry)]));
}

/** The settings that locate a state; the others say how it is read. */
const BACKEND_IDENTITY: Readonly<Record<string, readonly string[]>> = { s3: ["bucket", "key"], local: ["path"] };

function backendKey(type: Json | undefined, config: Json | undefined): string {
  const kind = textOf(type) ?? "";
  const settings = objectOf(listOf(config)[0]);
  return stableText([kind, ...(BACKEND_IDENTITY[kind] ?? Object.keys(settings)).map((key) => settings[key] ?? null)]);
}

function backendOf(json: JsonObject): string {
  const [type, config] = Object.entries(objectOf(objectOf(json["terraform"])["backend"]))[0] ?? ["", {}];
  return backendKey(type, config);
}
