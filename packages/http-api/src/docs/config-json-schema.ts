import { z } from "zod";
import { environmentName, applicationName, serviceName } from "../config/schema/names";
import { environmentSchema } from "../config/schema/environment-schema";
import { serviceSchema } from "../config/schema/service-schema";
import { isObject } from "../config/merge";
import type { KeyDocs } from "./schema-node";

type JsonSchema = Record<string, unknown>;

/** The JSON Schema of a .json config, for editors: `"$schema": "./http-api.schema.json"`. */
export function configJsonSchema(): JsonSchema {
  const service = jsonSchema(serviceSchema);
  const environment = jsonSchema(environmentSchema);
  const overrides = { type: "object", additionalProperties: { $ref: "#/$defs/override" } };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Config of a private HTTP API",
    type: "object",
    properties: {
      $schema: { type: "string" },
      name: jsonSchema(applicationName),
      services: map(serviceName, "service"),
      environments: map(environmentName, "environment"),
    },
    required: ["name", "services", "environments"],
    additionalProperties: false,
    $defs: {
      service,
      override: optional(service),
      environment: {
        ...environment,
        properties: { ...(environment["properties"] as JsonSchema), services: overrides },
      },
    },
  };
}

function map(key: z.ZodType, definition: string): JsonSchema {
  return {
    type: "object",
    minProperties: 1,
    propertyNames: jsonSchema(key),
    additionalProperties: { $ref: `#/$defs/${definition}` },
  };
}

function jsonSchema(schema: z.ZodType): JsonSchema {
  const made = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ jsonSchema: each }) => {
      describe(each);
    },
  }) as JsonSchema;
  delete made["$schema"];
  return made;
}

/** Puts what the page shows in columns into the description, which is what editors show. */
function describe(each: JsonSchema & KeyDocs): void {
  const { description, allowed, absent } = each;
  const parts = [description, allowed && `Allowed: ${allowed}.`, absent && `Default: ${absent}.`].filter(Boolean);
  if (parts.length > 0) Object.assign(each, { description: parts.join(" ") });
  delete (each as JsonSchema)["allowed"];
  delete (each as JsonSchema)["absent"];
}

/** An override requires no key, because it is merged; only `image` is replaced as a whole. */
function optional(schema: unknown, key = ""): unknown {
  if (Array.isArray(schema)) return schema.map((each) => optional(each));
  if (!isObject(schema) || key === "image") return schema;
  const entries = Object.entries(schema).filter(([name, value]) => !(name === "required" && Array.isArray(value)));
  return Object.fromEntries(entries.map(([name, value]) => [name, optional(value, name)]));
}
