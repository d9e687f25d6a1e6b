import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import {
  isList,
  isObject,
  type Json,
  type JsonObject,
  objectOf,
  type OutputChange,
  type Plan,
  type SynthesizedStack,
} from "@private-http-api/terraform-json";

/** In the copy only: gives values that are unknown while planning. */
const UNKNOWN_SOURCE = "review-unknown";

/** Whether a resource of a plan is there for the review's sake only. */
export function isReviewsOwn(address: string): boolean {
  return address.startsWith(`terraform_data.${UNKNOWN_SOURCE}`);
}

export interface ThrowAwayCopyProps {
  readonly stack: SynthesizedStack;
  readonly folder: string;
  /** Plans of the stacks it reads, by the name of the data source that reads them. */
  readonly producers: ReadonlyMap<string, Plan>;
  /** Whether the stack has a state that can be read; else it is planned as new. */
  readonly hasState: boolean;
}

/**
 * A copy of a stack beside it, which reads its producers' planned outputs in place of their states. Paths in the stack
 * stay true, because the copy is as deep in the project as the original.
 */
export class ThrowAwayCopy {
  readonly folder: string;

  constructor({ stack, folder, producers, hasState }: ThrowAwayCopyProps) {
    this.folder = path.join(path.dirname(folder), `.review-${stack.name}-${process.pid}`);
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { mode: 0o700 });
    for (const entry of readdirSync(folder)) {
      if (entry === "cdk.tf.json" || entry === ".terraform" || entry === ".terraform.lock.hcl") continue;
      symlinkSync(path.join(folder, entry), path.join(this.folder, entry));
    }
    if (hasState) this.keepInitialised(folder);
    const json = withPlannedOutputs(stack.json, producers);
    writeFileSync(path.join(this.folder, "cdk.tf.json"), JSON.stringify(hasState ? json : withoutBackend(json)));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The backend and the providers are the original's: its folder need not be prepared a second time. */
  private keepInitialised(folder: string): void {
    const lock = path.join(folder, ".terraform.lock.hcl");
    if (existsSync(lock)) cpSync(lock, path.join(this.folder, ".terraform.lock.hcl"));
    symlinkSync(path.join(folder, ".terraform"), path.join(this.folder, ".terraform"));
  }
}

const REMOTE_OUTPUT = /data\.terraform_remote_state\.([\w-]+)\.outputs(?:\.([\w-]+)|\[\\"([\w-]+)\\"\])/g;

function withPlannedOutputs(json: JsonObject, producers: ReadonlyMap<string, Plan>): JsonObject {
  const locals = new Map<string, Json>();
  const text = JSON.stringify(json).replace(REMOTE_OUTPUT, (all, source: string, dotted?: string, indexed?: string) => {
    const plan = producers.get(source);
    if (plan === undefined) return all;
    const output = dotted ?? indexed ?? "";
    const name = `review-${source}-${output}`;
    locals.set(name, plannedValue(plan.output_changes?.[output]));
    return `local.${name}`;
  });
  const copy = objectOf(JSON.parse(text) as Json);
  const { data, locals: own, resource, ...rest } = copy;
  const { terraform_remote_state: states, ...otherData } = objectOf(data);
  const kept = Object.fromEntries(Object.entries(objectOf(states)).filter(([source]) => !producers.has(source)));
  const source = { ...objectOf(objectOf(resource)["terraform_data"]), [UNKNOWN_SOURCE]: {} };
  return {
    ...rest,
    // Terraform takes an empty block for a mistake.
    ...unlessEmpty("data", { ...otherData, ...unlessEmpty("terraform_remote_state", kept) }),
    ...unlessEmpty("locals", { ...objectOf(own), ...Object.fromEntries(locals) }),
    resource: { ...objectOf(resource), terraform_data: source },
  };
}

function unlessEmpty(key: string, value: JsonObject): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

/** Unknown text decodes to an unknown value of any type. */
const UNKNOWN_EXPRESSION = `\${jsondecode(terraform_data.${UNKNOWN_SOURCE}.id)}`;

function plannedValue(output: OutputChange | undefined): Json {
  return output === undefined ? UNKNOWN_EXPRESSION : literal(output.after ?? null, output.after_unknown);
}

function literal(value: Json, unknown: Json | undefined): Json {
  if (unknown === true) return UNKNOWN_EXPRESSION;
  if (typeof value === "string") return value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
  if (isList(value)) return value.map((entry, index) => literal(entry, isList(unknown) ? unknown[index] : undefined));
  if (isObject(value) || isObject(unknown)) {
    const keys = Object.keys({ ...objectOf(value), ...objectOf(unknown) });
    return Object.fromEntries(keys.map((key) => [key, literal(objectOf(value)[key] ?? null, objectOf(unknown)[key])]));
  }
  return value;
}

function withoutBackend(json: JsonObject): JsonObject {
  return {
    ...json,
    terraform: { ...objectOf(json["terraform"]), backend: { local: {} } },
  };
}
