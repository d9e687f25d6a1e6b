import { UserError } from "@private-http-api/cli-kit";
import { accountOf, regionOf } from "./aws-provider";
import { evaluate } from "./evaluate";
import { type JsonObject, objectOf } from "./json";
import { Attributes, type Resource, type Terraform } from "./resource";
import { canonicalType, typeName, withDataSources } from "./resource-type";
import { environmentsOf, readStack, type StackFile, stackFolders } from "./synthesis";
import { blocksOfStack, SynthesizedApp } from "./synthesized-app";
import { isMap, Reference, referencesIn, Template, type Value } from "./value";

/** Environments of a synth output, sorted. */
export function environmentsIn(outdir: string): readonly string[] {
  return [...environmentsOf(stackFolders(outdir))].sort();
}

/** Reads the stacks `<environment>-*` of a synth output. */
export function readSynthesized(outdir: string, environment: string): Terraform {
  const all = stackFolders(outdir);
  const longer = environmentsOf(all).filter((other) => other.startsWith(`${environment}-`));
  // `dev-` is also the prefix of the stacks of an environment `dev-eu`.
  const stacks = all
    .filter(({ name }) => name.startsWith(`${environment}-`) && !longer.some((other) => name.startsWith(`${other}-`)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return new Synthesized(`${outdir}/stacks/${environment}-*`, stacks.map(readStack));
}

class Synthesized implements Terraform {
  private readonly app: SynthesizedApp<StackFile>;
  /** By address, stack included. */
  private readonly all = new Map<string, Resource>();

  constructor(
    readonly source: string,
    stacks: readonly StackFile[],
  ) {
    this.app = new SynthesizedApp(stacks);
    for (const stack of stacks)
      for (const resource of this.resourcesOf(stack)) this.all.set(resource.address, resource);
  }

  resources(type: string): readonly Resource[] {
    return [...this.all.values()].filter((one) => one.type === type);
  }

  find(value: Value, types: readonly string[]): Resource | undefined {
    const wanted = withDataSources(types);
    const meant = referencesIn(value).find(({ resource }) => wanted.includes(resource.type))?.resource;
    return meant === undefined ? undefined : this.all.get(meant.address);
  }

  private resourcesOf(stack: StackFile): readonly Resource[] {
    const [region, account] = [regionOf(stack), accountOf(stack)];
    return blocksOfStack(stack).map(({ mode, type, name, address, body }) => {
      const whole = `${stack.name}: ${address}`;
      let values: Value | undefined;
      const attributes = new Attributes(whole, () => {
        values ??= evaluate(body, (path) => this.follow(stack, whole, path));
        return isMap(values) ? values : {};
      });
      return {
        address: whole,
        type: canonicalType(typeName({ mode, type })),
        name,
        attributes,
        folder: stack.folder,
        ...(region === undefined ? {} : { region }),
        ...(account === undefined ? {} : { account }),
      };
    });
  }

  private follow(stack: StackFile, from: string, path: readonly string[]): Value {
    const [head = "", name = "", ...rest] = path;
    if (head === "data" && name === "terraform_remote_state") return this.followOutput(stack, from, rest);
    const locals = part(stack, "locals");
    if (head === "local" && name in locals) {
      return walk(
        evaluate(locals[name], (next) => this.follow(stack, from, next)),
        rest,
      );
    }
    const preset = head === "var" ? objectOf(part(stack, "variable")[name])["default"] : undefined;
    if (preset !== undefined)
      return walk(
        evaluate(preset, () => null),
        rest,
      );
    const [address, attribute] =
      head === "data" ? [path.slice(0, 3).join("."), rest.slice(1)] : [`${head}.${name}`, rest];
    // `terraform.workspace`, `path.root`, `each.key`…: known only to Terraform, kept as written.
    if (head !== "data" && !head.includes("_")) return new Template([], `\${${path.join(".")}}`);
    const resource = this.all.get(`${stack.name}: ${address}`);
    if (resource === undefined) {
      throw new UserError(`${from} refers to ${address}, which ${stack.name} does not have.`);
    }
    const [first, ...deeper] = attribute;
    const known = first === undefined ? undefined : resource.attributes.value(first);
    const value = known === undefined ? undefined : walk(known, deeper);
    return value === undefined || value === null ? new Reference(resource, attribute.join(".")) : value;
  }

  /** `data.terraform_remote_state.<name>.outputs.<output>`: the stack whose backend the remote state names. */
  private followOutput(stack: StackFile, from: string, path: readonly string[]): Value {
    const [name = "", , output = "", ...rest] = path;
    if (!(name in objectOf(part(stack, "data")["terraform_remote_state"])))
      throw new UserError(`${from} refers to terraform_remote_state.${name}, which ${stack.name} does not have.`);
    const producer = this.app.get(this.app.producersOf(stack.name).get(name) ?? "");
    if (producer === undefined) {
      throw new UserError(
        `${stack.name}: data.terraform_remote_state.${name} reads a state that no stack of ${this.source} keeps.`,
      );
    }
    const value = this.app.outputOf(stack.name, name, output);
    if (value === undefined)
      throw new UserError(`${from} refers to output ${output} of ${producer.name}, which has no such output.`);
    return walk(
      evaluate(value, (next) => this.follow(producer, `${producer.name}: output.${output}`, next)),
      rest,
    );
  }
}

function part(stack: StackFile, name: string): JsonObject {
  return objectOf(stack.json[name]);
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
