import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { Problem } from "@private-http-api/cli-kit";
import { evaluate } from "./evaluate";
import { Attributes, type Resource, type Terraform } from "./resource";
import { isMap, Reference, referencesIn, Template, type Value } from "./value";

const block = z.record(z.string(), z.unknown());
const blocksByName = z.record(z.string(), block);
const stackSchema = z.object({
  resource: z.record(z.string(), blocksByName).default({}),
  data: z.record(z.string(), blocksByName).default({}),
  output: z.record(z.string(), z.object({ value: z.unknown() })).default({}),
  locals: block.default({}),
  variable: blocksByName.default({}),
  terraform: z.object({ backend: blocksByName.optional() }).default({}),
});
type Stack = z.infer<typeof stackSchema> & { readonly id: string; readonly folder: string };

/** Environments of a synth output: what stands before `-http-api` in the names of its stacks. */
export function environmentsIn(outdir: string): readonly string[] {
  return stackIds(outdir)
    .filter((id) => id.endsWith("-http-api"))
    .map((id) => id.slice(0, -"-http-api".length));
}

/** Reads the stacks `<environment>-*` of a synth output. */
export function readSynthesized(outdir: string, environment: string): Terraform {
  const all = stackIds(outdir);
  const longer = environmentsIn(outdir).filter((other) => other.startsWith(`${environment}-`));
  // `dev-` also begins the stacks of an environment `dev-eu`.
  const ids = all.filter(
    (id) => id.startsWith(`${environment}-`) && !longer.some((other) => id.startsWith(`${other}-`)),
  );
  return new Synthesized(
    `${outdir}/stacks/${environment}-*`,
    ids.map((id) => readStack(outdir, id)),
  );
}

function stackIds(outdir: string): readonly string[] {
  const folder = join(outdir, "stacks");
  if (!existsSync(folder)) {
    throw new Problem(`${folder} is not there; \`npm run synth\` writes it (or start without --no-synth).`);
  }
  return readdirSync(folder)
    .filter((id) => existsSync(join(folder, id, "cdk.tf.json")))
    .sort();
}

function readStack(outdir: string, id: string): Stack {
  const file = join(outdir, "stacks", id, "cdk.tf.json");
  try {
    return { ...stackSchema.parse(JSON.parse(readFileSync(file, "utf8"))), id, folder: dirname(file) };
  } catch (error) {
    throw new Problem(
      `${file} is no Terraform JSON (${String(error).split("\n")[0] ?? ""}); \`npm run synth\` writes it anew.`,
    );
  }
}

class Synthesized implements Terraform {
  private readonly byStack = new Map<Stack, ReadonlyMap<string, Resource>>();
  private readonly byAddress = new Map<string, Resource>();

  constructor(
    readonly source: string,
    private readonly stacks: readonly Stack[],
  ) {
    for (const stack of stacks) {
      const managed = Object.entries(stack.resource).flatMap(([type, named]) =>
        this.resourcesOf(stack, type, type, named),
      );
      const data = Object.entries(stack.data).flatMap(([type, named]) =>
        this.resourcesOf(stack, `data.${type}`, type, named),
      );
      this.byStack.set(stack, new Map([...managed, ...data]));
      for (const [, resource] of [...managed, ...data]) this.byAddress.set(resource.address, resource);
    }
  }

  resources(type: string): readonly Resource[] {
    return [...this.byAddress.values()].filter((one) => one.type === type);
  }

  find(value: Value, types: readonly string[]): Resource | undefined {
    const meant = referencesIn(value).find(({ resource }) => types.includes(resource.type))?.resource;
    return meant === undefined ? undefined : this.byAddress.get(meant.address);
  }

  private resourcesOf(
    stack: Stack,
    prefix: string,
    type: string,
    named: z.infer<typeof blocksByName>,
  ): (readonly [string, Resource])[] {
    return Object.entries(named).map(([name, raw]) => {
      const address = `${stack.id}: ${prefix}.${name}`;
      let values: Value | undefined;
      const attributes = new Attributes(address, () => {
        values ??= evaluate(raw, (path) => this.follow(stack, address, path));
        return isMap(values) ? values : {};
      });
      return [
        `${prefix}.${name}`,
        { address, type: prefix.startsWith("data.") ? prefix : type, name, attributes, folder: stack.folder },
      ] as const;
    });
  }

  private follow(stack: Stack, from: string, path: readonly string[]): Value {
    const [head = "", name = "", ...rest] = path;
    if (head === "data" && name === "terraform_remote_state") return this.followOutput(stack, from, rest);
    if (head === "local" && name in stack.locals) {
      return walk(
        evaluate(stack.locals[name], (next) => this.follow(stack, from, next)),
        rest,
      );
    }
    const preset = head === "var" ? stack.variable[name]?.["default"] : undefined;
    if (preset !== undefined)
      return walk(
        evaluate(preset, () => null),
        rest,
      );
    const [address, attribute] =
      head === "data" ? [path.slice(0, 3).join("."), rest.slice(1)] : [`${head}.${name}`, rest];
    // `terraform.workspace`, `path.root`, `each.key`…: known to Terraform alone, kept as written.
    if (head !== "data" && !head.includes("_")) return new Template([], `\${${path.join(".")}}`);
    const resource = this.byStack.get(stack)?.get(address);
    if (resource === undefined) {
      throw new Problem(`${from} refers to ${address}, which ${stack.id} does not have.`);
    }
    const [first, ...deeper] = attribute;
    const known = first === undefined ? undefined : resource.attributes.value(first);
    const value = known === undefined ? undefined : walk(known, deeper);
    return value === undefined || value === null ? new Reference(resource, attribute.join(".")) : value;
  }

  /** `data.terraform_remote_state.<name>.outputs.<output>`: the stack whose backend the remote state names. */
  private followOutput(stack: Stack, from: string, path: readonly string[]): Value {
    const [name = "", , output = "", ...rest] = path;
    const remote = stack.data["terraform_remote_state"]?.[name];
    if (remote === undefined)
      throw new Problem(`${from} refers to terraform_remote_state.${name}, which ${stack.id} does not have.`);
    const producer = this.stacks.find((candidate) => keepsStateIn(candidate, remote));
    if (producer === undefined) {
      throw new Problem(
        `${stack.id}: data.terraform_remote_state.${name} reads a state that no stack of ${this.source} keeps.`,
      );
    }
    const found = producer.output[output];
    if (found === undefined)
      throw new Problem(`${from} refers to output ${output} of ${producer.id}, which has no such output.`);
    return walk(
      evaluate(found.value, (next) => this.follow(producer, `${producer.id}: output.${output}`, next)),
      rest,
    );
  }
}

/** True where every setting of the remote state is also one of the stack's backend. */
function keepsStateIn(stack: Stack, remote: z.infer<typeof block>): boolean {
  const type = typeof remote["backend"] === "string" ? remote["backend"] : "";
  const backend = stack.terraform.backend?.[type];
  const config = block.safeParse(remote["config"]);
  if (backend === undefined || !config.success) return false;
  return Object.entries(config.data).every(([key, value]) => isDeepStrictEqual(backend[key], value));
}

function walk(value: Value, path: readonly string[]): Value {
  let current: Value | undefined = value;
  for (const step of path) {
    if (Array.isArray(current)) current = (current as readonly Value[])[Number(step)];
    else if (isMap(current)) {
      // `block[0].attribute`: Terraform JSON may write a single block as an object.
      current = step === "0" && !("0" in current) ? current : current[step];
    } else return null;
  }
  return current ?? null;
}
