import { TerraformStack, Testing } from "cdktf";
import { join } from "node:path";
import type { z } from "zod";
import { buildApp } from "../../../../stacks/build-app";
import { checkFolders } from "../../src/config/check-folders";
import { resolveConfig } from "../../src/config/resolve-config";
import { bareSchema, defaultOf, definitionOf, docsOf } from "../../src/docs/schema-node";
import { changed, configsWithEveryKey, folderToBuild, type Json, leaves, roots } from "../support/every-key";
import type { Leaf } from "../support/schema-leaves";

/** Keys that change nothing in Terraform's JSON, and why. A key below one of these does not either. */
const NOT_SYNTHESIZED: Readonly<Record<string, string>> = {
  "environments.traffic": "the review estimates the cost from it",
  "environments.quotas": "checks compare with it",
  "environments.policyExceptions": "it lets through what the policy would refuse; policy.test.ts",
  "services.privateLink": "it agrees to what the environment's privateLink.services says",
  "environments.consumers.account": "its roleArn has to be of it, and is another with it; consumer-stack.test.ts",
  "environments.api.endpoint": "it goes with allowedVpcEndpoints; rest-api-stack.test.ts",
  "environments.api.domain.hostedZone.name": "a check holds the domain's name to it",
};

/** What is tried where a value has to fit another one. */
const FITTING: Readonly<Record<string, readonly unknown[]>> = {
  "services.path": ["/api"],
  "services.healthCheck.path": ["/api/app/ready", "/b/ready"],
  "services.calls": [["app2"]],
  "environments.api.allowedAccounts": [["111111111111", "333333333333"]],
  "environments.privateLink.allow": ["555555555555"],
  "environments.consumers.roleArn": [`arn:aws:iam::111111111111:role/deploy-2`],
  "environments.privateLink.services": [["app2"]],
  "environments.privateLink.supportedRegions": ["eu-west-1"],
};

/** Values to try in place of the one that is there: the schema's examples, its options, or neighbours of what it has. */
function candidates(schema: z.ZodType, current: unknown): readonly unknown[] {
  const { examples } = docsOf(schema);
  if (examples) return examples;
  const { type, entries, values } = definitionOf(bareSchema(schema));
  switch (type) {
    case "boolean":
      return [true, false];
    case "enum":
      return Object.values(entries ?? {});
    case "literal":
      return values ?? [];
    case "number": {
      const { minValue, maxValue } = bareSchema(schema) as z.ZodNumber;
      const near = typeof current === "number" ? [current + 1, current - 1, current * 2] : [];
      return [...near, (minValue ?? 0) + 1, maxValue ?? 1, 2048];
    }
    case "string":
      return [typeof current === "string" ? `${current}2` : "text", "folder2", "a text of some length"];
    default:
      return [];
  }
}

/** Stacks of a config, by id; `undefined` where the config is refused. */
function stacksOf(config: Json): readonly TerraformStack[] | undefined {
  const { config: resolved } = resolveConfig(config, {}, [checkFolders]);
  if (!resolved) return undefined;
  const app = Testing.app({ outdir: join(process.cwd(), "cdktf.out"), stackTraces: false });
  buildApp(app, resolved);
  return app.node.findAll().filter((node) => TerraformStack.isStack(node));
}

function textOf(stack: TerraformStack): string {
  return JSON.stringify(stack.toTerraform());
}

/** Terraform's JSON of every stack, by id. */
function synthesized(config: Json): ReadonlyMap<string, string> {
  return new Map(stacksOf(config)?.map((stack) => [stack.node.id, textOf(stack)]));
}

/** Whether a config is accepted and gives other JSON; the stack that is likeliest to differ is looked at first. */
function differs(config: Json, before: ReadonlyMap<string, string>, likeliest: string): boolean {
  const stacks = stacksOf(config);
  if (!stacks) return false;
  if (stacks.length !== before.size) return true;
  const inOrder = [...stacks].sort(
    (a, b) => Number(b.node.id.endsWith(likeliest)) - Number(a.node.id.endsWith(likeliest)),
  );
  return inOrder.some((stack) => textOf(stack) !== before.get(stack.node.id));
}

describe("a key of the config", () => {
  const texts = new Map<Json, ReadonlyMap<string, string>>();
  let bases: readonly Json[] = [];

  beforeAll(() => {
    bases = configsWithEveryKey(folderToBuild());
    for (const base of bases) texts.set(base, synthesized(base));
  });

  test("stands in configs that are accepted", () => {
    expect(bases.map((base) => resolveConfig(base).problems)).toEqual(bases.map(() => []));
  });

  test("changes what is synthesized, or is listed with the reason why not", () => {
    const idle = leaves.filter(
      ({ name }) => !Object.keys(NOT_SYNTHESIZED).some((key) => `${name}.`.startsWith(`${key}.`)),
    );
    // A key of several forms of a choice has one leaf for each; one of them is enough.
    const names = [...new Set(idle.map(({ name }) => name))];
    const without = names.filter((name) => !idle.some((leaf) => leaf.name === name && hasEffect(leaf)));
    expect(without).toEqual([]);
  });

  test("that is listed is one", () => {
    const listed = Object.keys(NOT_SYNTHESIZED).filter(
      (key) => !leaves.some(({ name }) => `${name}.`.startsWith(`${key}.`)),
    );
    expect(listed).toEqual([]);
  });

  function hasEffect({ name, path, schema }: Leaf): boolean {
    const root = roots[name.startsWith("services.") ? "services" : "environments"];
    const likeliest = name.startsWith("environments.api.") ? "http-api" : "fargate-vpc-link";
    return bases.some((base) =>
      changed(
        base,
        [...root, ...path],
        (current) => FITTING[name] ?? candidates(schema, current ?? defaultOf(schema)),
      ).some((config) => differs(config, texts.get(base) ?? new Map<string, string>(), likeliest)),
    );
  }
});
