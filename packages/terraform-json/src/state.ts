import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import { evaluate } from "./evaluate";
import { Attributes, type Resource, type Terraform } from "./resource";
import { isMap, valueText, type Value } from "./value";

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
          index_key: z.union([z.string(), z.number()]).optional(),
          attributes: z.record(z.string(), z.unknown()).default({}),
        }),
      ),
    }),
  ),
});

/** Attributes by which other resources name a resource of a state. */
const identities = ["arn", "id", "invoke_arn", "arn_without_revision"] as const;

/** Reads states: files, and the files `*.tfstate` and `*.json` of folders. */
export function readStates(places: readonly string[]): Terraform {
  const files = places.flatMap(stateFiles);
  return new States(files.join(", "), files.flatMap(readState));
}

function stateFiles(place: string): readonly string[] {
  if (!existsSync(place)) {
    throw new UserError(
      `--state ${place} is not there; \`terraform state pull\` in a stack's folder writes a state to stdout.`,
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
  const stack = basename(file).replace(/\.(tfstate|json)$/, "");
  let parsed: z.infer<typeof stateSchema>;
  try {
    parsed = stateSchema.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new UserError(`--state ${file} is no Terraform state of version 4; \`terraform state pull\` writes one.`);
  }
  return parsed.resources.flatMap((resource) =>
    resource.instances.map((instance) => {
      const index = instance.index_key === undefined ? "" : `[${JSON.stringify(instance.index_key)}]`;
      const module = resource.module === undefined ? "" : `${resource.module}.`;
      const type = resource.mode === "data" ? `data.${resource.type}` : resource.type;
      const address = `${stack}: ${module}${type}.${resource.name}${index}`;
      // A state holds what is, `$${` included: nothing in it is an expression.
      const values = literal(instance.attributes);
      return { address, type, name: `${resource.name}${index}`, attributes: new Attributes(address, () => values) };
    }),
  );
}

function literal(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, Value>> {
  function plain(raw: unknown): Value {
    if (typeof raw === "string") return raw;
    if (Array.isArray(raw)) return raw.map(plain);
    if (typeof raw === "object" && raw !== null) {
      return Object.fromEntries(Object.entries(raw).map(([key, entry]) => [key, plain(entry)]));
    }
    return evaluate(raw, () => null);
  }
  const value = plain(attributes);
  return isMap(value) ? value : {};
}

class States implements Terraform {
  private readonly byIdentity = new Map<string, Resource>();

  constructor(
    readonly source: string,
    private readonly all: readonly Resource[],
  ) {
    for (const resource of all) {
      for (const identity of identities) {
        const text = resource.attributes.text(identity);
        if (text !== undefined) this.byIdentity.set(`${resource.type} ${text}`, resource);
      }
    }
  }

  resources(type: string): readonly Resource[] {
    return this.all.filter((one) => one.type === type);
  }

  find(value: Value, types: readonly string[]): Resource | undefined {
    // A route's target is `integrations/<id>`; a Cloud Map integration's URI may end in query parameters.
    const text = valueText(value)
      .replace(/^integrations\//, "")
      .replace(/\?.*$/, "");
    return types.map((type) => this.byIdentity.get(`${type} ${text}`)).find((found) => found !== undefined);
  }
}
