import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { isTelling, mayGiveAccess } from "../analysis/exposure/attributes";
import { keepsSomething } from "./aws-types";

/**
 * Writes the resource types of the AWS provider, each with the settable attributes that access or data may hang on, from
 * `terraform providers schema -json` on standard input. Run it in a folder where `terraform init` ran.
 */
interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

interface Attribute {
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly nested_type?: Block;
}

const schema = z.object({
  provider_schemas: z.record(
    z.string(),
    z.object({ resource_schemas: z.record(z.string(), z.object({ block: z.custom<Block>() })).optional() }),
  ),
});

function* settable(block: Block, prefix = ""): Generator<string> {
  for (const [name, attribute] of Object.entries(block.attributes ?? {})) {
    if (attribute.nested_type !== undefined) yield* settable(attribute.nested_type, `${prefix}${name}.`);
    if (attribute.optional === true || attribute.required === true) yield `${prefix}${name}`;
  }
  for (const [name, nested] of Object.entries(block.block_types ?? {})) {
    yield `${prefix}${name}`;
    yield* settable(nested.block, `${prefix}${name}.`);
  }
}

const provider = schema.parse(JSON.parse(readFileSync(0, "utf8"))).provider_schemas[
  "registry.terraform.io/hashicorp/aws"
];
if (provider === undefined) throw new Error("no schema of hashicorp/aws on standard input");
const types = Object.entries(provider.resource_schemas ?? {}).map(([type, { block }]) => {
  // What quicksight's and lex's definitions repeat a thousand times is one name here.
  const paths = [...settable(block)].filter(
    (name) => isTelling(name) || mayGiveAccess(type, name) || keepsSomething(name),
  );
  const short = paths.map((name) => name.split(".").slice(-2).join("."));
  return [type, [...new Set(short)].sort()] as const;
});
writeFileSync(path.join(__dirname, "aws-types.json"), `${JSON.stringify(Object.fromEntries(types.sort()), null, 1)}\n`);
