import { describeWith, SynthesizedApp, validateStacks } from "@private-http-api/test-support";
import type { z } from "zod";
import { formatProblem, type Problem } from "../../src/config/problem";
import { resolveConfig } from "../../src/config/resolve-config";
import { environmentSchema } from "../../src/config/schema/environment-schema";
import { serviceSchema } from "../../src/config/schema/service-schema";
import { bareSchema, definitionOf } from "../../src/docs/schema-node";
import { changed, configsWithEveryKey, folderToBuild, type Json, roots } from "../support/every-key";
import { type Leaf, leavesOf } from "../support/schema-leaves";

/** What Terraform would take for a template, and fail at: nothing is called x, and an if has an end. */
const TEMPLATES = ["${x}", "%{if}"];

// Exceptions from the policy reach no stack.
const options = { names: true };
const texts = [
  ...leavesOf(serviceSchema, "services", options),
  ...leavesOf(environmentSchema, "environments", options),
].filter(({ name, schema }) => isText(schema) && !name.startsWith("environments.policyExceptions."));

function isText(schema: z.ZodType): boolean {
  return definitionOf(bareSchema(schema)).type === "string";
}

/** A template instead of a text, and in the middle and at the end of it: some have to begin with something. */
function withTemplate(current: unknown, template: string): readonly string[] {
  if (typeof current !== "string") return [template];
  return [
    template,
    `${current}${template}`,
    `${current}/${template}`,
    `${current.slice(0, 4)}${template}${current.slice(4)}`,
  ];
}

/** Configs with a template in one leaf, in every way that there is. */
function attempts({ name, path }: Leaf, template: string, bases: readonly Json[]): readonly Json[] {
  const root = roots[name.startsWith("services.") ? "services" : "environments"];
  return bases.flatMap((base) => changed(base, [...root, ...path], (current) => withTemplate(current, template)));
}

function problemsOf(config: Json): readonly Problem[] {
  return resolveConfig(config).problems;
}

describe("a template in a text of the config", () => {
  /** Synthesized stacks that hold a template, by leaf and stack. */
  const stacks = new Map<string, string>();
  let bases: readonly Json[] = [];

  beforeAll(() => {
    bases = configsWithEveryKey(folderToBuild());
  });

  test.each(texts.map((leaf) => [leaf.name, leaf] as const))("%s is literal, or refused", (name, leaf) => {
    for (const template of TEMPLATES) {
      const tried = attempts(leaf, template, bases);
      expect(tried).not.toEqual([]);
      const accepted = tried.find((config) => problemsOf(config).length === 0);
      if (accepted) {
        keep(name, template, accepted);
        continue;
      }
      // Nobody has to guess which of the config's texts it was.
      const key = [...leaf.path].reverse().find((each) => !/^[*<]/.test(each)) ?? "";
      for (const config of tried) expect(problemsOf(config).map(formatProblem).join("\n")).toContain(key);
    }
  });

  describeWith(["terraform", "docker-provider"], "Terraform", () => {
    test("takes every one of them as text", async () => {
      expect(stacks.size).toBeGreaterThan(20);
      expect(await validateStacks(stacks)).toEqual([]);
    });
  });

  /** Keeps the stacks in which a template stands; a leaf without effect on any stack has none. */
  function keep(name: string, template: string, config: Json): void {
    const app = new SynthesizedApp(config);
    for (const id of app.ids) {
      const text = app.text(id);
      if (!text.includes(template)) continue;
      expect(text.replaceAll(`${template.charAt(0)}${template}`, "")).not.toContain(template);
      stacks.set(`${name.replaceAll(/\W/g, "-")}-${template === "${x}" ? "reference" : "directive"}_${id}`, text);
    }
  }
});
