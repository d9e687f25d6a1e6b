import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import { Identities } from "./identities";
import type { Json } from "./json";
import { literalMap } from "./literal";
import { resourcesOfModule } from "./module-values";
import { decodeText } from "./plan/plan-text";
import { Attributes, type Resource, type Terraform } from "./resource";
import { canonicalType, typeName } from "./resource-type";
import type { Value } from "./value";

/** Version 4 of Terraform's state, written since Terraform 0.12. */
const stateSchema = z.object({
  version: z.literal(4),
  resources: z.array(
    z.object({
      mode: z.string(),
      type: z.string(),
      name: z.string(),
      module: z.string().optional(),
      instances: z.array(
        z.object({
          index_key: z.union([z.string(), z.number()]).nullish(),
          deposed: z.string().optional(),
          attributes: z.record(z.string(), z.unknown()).nullish(),
        }),
      ),
    }),
  ),
});

/** The output of `terraform show -json` for a state. */
const shownSchema = z.object({
  format_version: z.string(),
  values: z.object({ root_module: z.custom<Json>() }),
});

/** Reads states: files, the files `*.tfstate` and `*.json` of folders, or standard input for `-`. */
export function readStates(places: readonly string[]): Terraform {
  const files = places.flatMap(stateFiles);
  return new States(files.map((file) => (file === "-" ? "the state" : file)).join(", "), files.flatMap(readState));
}

function stateFiles(place: string): readonly string[] {
  if (place === "-") return [place];
  if (!existsSync(place)) {
    throw new UserError(
      `--state ${place} does not exist; \`terraform state pull\` in a stack's folder writes a state to stdout.`,
    );
  }
  if (!statSync(place).isDirectory()) return [place];
  const files = readdirSync(place)
    .filter((name) => /\.(tfstate|json)$/.test(name))
    .sort();
  if (files.length === 0) throw new UserError(`--state ${place} has no file *.tfstate or *.json.`);
  return files.map((name) => join(place, name));
}

function readState(file: string): readonly Resource[] {
  const stack = file === "-" ? "stdin" : basename(file).replace(/\.(tfstate|json)$/, "");
  const readFrom = resolve(file === "-" ? "." : dirname(file));
  return shownResources(file).map(({ address: within, type: named, name, values: attributes }) => {
    const address = `${stack}: ${within}`;
    // A state has concrete values, `$${` included: nothing in it is an expression.
    const values = literalMap(attributes);
    const type = canonicalType(named);
    return { address, type, name, readFrom, attributes: new Attributes(address, () => values) };
  });
}

interface StateResource {
  readonly address: string;
  /** The type; `data.` precedes that of a data source. */
  readonly type: string;
  readonly name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function shownResources(file: string): readonly StateResource[] {
  const json = readJson(file);
  const shown = shownSchema.safeParse(json);
  if (shown.success) {
    return resourcesOfModule(shown.data.values.root_module).map((resource) => ({
      ...resource,
      type: typeName(resource),
    }));
  }
  const state = stateSchema.safeParse(json);
  if (!state.success) throw new UserError(`--state ${file} ${whatIsWrong(json)}`);
  return state.data.resources.flatMap(({ mode, type, name, module, instances }) =>
    // A deposed instance is waiting to be destroyed: another one has replaced it.
    instances.flatMap(({ index_key: key, deposed, attributes }) => {
      if (deposed !== undefined) return [];
      const index = key === undefined || key === null ? "" : `[${JSON.stringify(key)}]`;
      const whole = typeName({ mode, type });
      const prefix = module === undefined ? "" : `${module}.`;
      return [
        {
          address: `${prefix}${whole}.${name}${index}`,
          type: whole,
          name: `${name}${index}`,
          values: attributes ?? {},
        },
      ];
    }),
  );
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(decodeText(readFileSync(file === "-" ? 0 : file))) as unknown;
  } catch {
    return undefined;
  }
}

function whatIsWrong(json: unknown): string {
  const keys = typeof json === "object" && json !== null ? Object.keys(json) : [];
  if (keys.includes("planned_values")) return "is a plan; give it to --plan.";
  if (keys.includes("encrypted_data")) return "is an encrypted state; `tofu state pull` writes it in clear.";
  return "is not a Terraform state of version 4; `terraform state pull` writes one.";
}

class States implements Terraform {
  private readonly identities: Identities;

  constructor(
    readonly source: string,
    private readonly all: readonly Resource[],
  ) {
    this.identities = new Identities(all);
  }

  resources(type: string): readonly Resource[] {
    return this.all.filter((one) => one.type === type);
  }

  find(value: Value, types: readonly string[], from?: Resource): Resource | undefined {
    return this.identities.find(value, types, from);
  }
}
