import { evaluateTemplate } from "./expressions";
import { isList, isObject, listOf, objectOf, stableText, textOf, type Json, type JsonObject } from "./json";

/** One synthesized stack: the content of its cdk.tf.json. */
export interface SynthesizedStack {
  readonly name: string;
  readonly json: JsonObject;
}

export interface ConfiguredResource {
  readonly stack: string;
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** Arguments; what Terraform would compute is a text like `${aws_lb.public.arn}`. */
  readonly values: JsonObject;
}

const REMOTE_OUTPUT = /\$\{data\.terraform_remote_state\.([\w-]+)\.outputs(?:\.([\w-]+)|\["([\w-]+)"\])\}/g;

/** The synthesized stacks of an app, with references between stacks followed to the resource they mean. */
export class SynthesizedApp {
  private readonly byName: ReadonlyMap<string, SynthesizedStack>;
  private readonly byBackend: ReadonlyMap<string, string>;
  private readonly producers = new Map<string, ReadonlyMap<string, string>>();

  constructor(readonly stacks: readonly SynthesizedStack[]) {
    this.byName = new Map(stacks.map((stack) => [stack.name, stack]));
    this.byBackend = new Map(stacks.map((stack) => [backendOf(stack.json), stack.name]));
  }

  get(name: string): SynthesizedStack | undefined {
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

  resourcesOf(name: string): readonly ConfiguredResource[] {
    const json = this.byName.get(name)?.json ?? {};
    return (["managed", "data"] as const).flatMap((mode) =>
      Object.entries(objectOf(json[mode === "managed" ? "resource" : "data"])).flatMap(([type, named]) =>
        Object.entries(objectOf(named)).map(([id, body]) => ({
          stack: name,
          address: `${mode === "data" ? "data." : ""}${type}.${id}`,
          mode,
          type,
          name: id,
          values: objectOf(this.evaluate(name, body)),
        })),
      ),
    );
  }

  /** A value with its expressions read, and references to another stack's outputs replaced by what those outputs are. */
  evaluate(stack: string, value: Json): Json {
    if (typeof value === "string") return this.follow(stack, evaluateTemplate(value));
    if (isList(value)) return value.map((entry) => this.evaluate(stack, entry));
    if (isObject(value)) {
      return Object.fromEntries(
        Object.entries(value)
          .filter(([key]) => key !== "//")
          .map(([key, entry]) => [key, this.evaluate(stack, entry)]),
      );
    }
    return value;
  }

  private follow(stack: string, value: Json): Json {
    if (typeof value !== "string") return isList(value) || isObject(value) ? this.evaluateInside(stack, value) : value;
    if (!value.includes("terraform_remote_state")) return value;
    return value.replace(REMOTE_OUTPUT, (all, source: string, dotted?: string, indexed?: string) => {
      const producer = this.producersOf(stack).get(source);
      const output = objectOf(
        objectOf(objectOf(this.byName.get(producer ?? "")?.json)["output"])[dotted ?? indexed ?? ""],
      );
      return textOf(output["value"]) ?? all;
    });
  }

  private evaluateInside(stack: string, value: Json): Json {
    if (isList(value)) return value.map((entry) => this.follow(stack, entry));
    return Object.fromEntries(Object.entries(objectOf(value)).map(([key, entry]) => [key, this.follow(stack, entry)]));
  }
}

const BACKEND_IDENTITY: Readonly<Record<string, readonly string[]>> = { s3: ["bucket", "key"], local: ["path"] };

const backendKey = (type: Json | undefined, config: Json | undefined): string => {
  const kind = textOf(type) ?? "";
  const settings = objectOf(listOf(config)[0]);
  return stableText([kind, ...(BACKEND_IDENTITY[kind] ?? Object.keys(settings)).map((key) => settings[key] ?? null)]);
};

const backendOf = (json: JsonObject): string => {
  const [type, config] = Object.entries(objectOf(objectOf(json["terraform"])["backend"]))[0] ?? ["", {}];
  return backendKey(type, config);
};
