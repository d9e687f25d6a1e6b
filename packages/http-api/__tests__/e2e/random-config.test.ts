import fc from "fast-check";
import { describeWith, SynthesizedApp, validateStacks } from "@private-http-api/test-support";
import { partitionOf } from "../../src/aws/regions";
import { resolveConfig } from "../../src/config/resolve-config";
import { environmentSchema } from "../../src/config/schema/environment-schema";
import { serviceSchema } from "../../src/config/schema/service-schema";
import type { RawConfig } from "../support/random-config/fit";
import { randomConfig } from "../support/random-config/random-config";
import { leavesOf } from "../support/schema-leaves";

/** `npm run test:random -- --configs 1000 --seed 7` tries more, and others. A failure prints its seed and the config, made small. */
const numRuns = Number(process.env["RANDOM_CONFIGS"] ?? 200);
const seed = Number(process.env["RANDOM_SEED"] ?? 1);
/** One accepted config of this many is validated by Terraform. */
const SAMPLE = 5;

/** Keys that no random config has, and why. */
const NOT_GENERATED: Readonly<Record<string, string>> = {
  "environments.policyExceptions": "one that excuses nothing is refused, and these configs break no rule",
};

/** Configs that are accepted, and the number of each among all that are tried. */
const accepted: (readonly [number, RawConfig])[] = [];
/** cdk.tf.json of every stack of the sample, by config and stack. */
const sample = new Map<string, string>();

test(
  "every config that is accepted is synthesized, and most are accepted",
  () => {
    let tried = 0;
    let stacks = 0;
    fc.assert(
      fc.property(randomConfig(), (raw) => {
        tried += 1;
        if (resolveConfig(raw).problems.length > 0) return;
        accepted.push([tried, raw]);
        const app = new SynthesizedApp(raw);
        for (const id of app.ids) {
          const text = app.text(id);
          stacks += 1;
          if (accepted.length % SAMPLE === 0) sample.set(`config${tried}_${id}`, text);
        }
      }),
      { numRuns, seed },
    );
    console.log(
      `seed ${seed}: ${tried} configs, ${accepted.length} accepted, ${stacks} stacks, ${sample.size} validated`,
    );
    expect(accepted.length / tried).toBeGreaterThan(0.7);
  },
  2000 * numRuns + 30_000,
);

test("every key of the schema is in one of them, or is listed with the reason why not", () => {
  const services = accepted.flatMap(([, config]) => Object.values(config.services));
  const environments = accepted.flatMap(([, config]) => Object.values(config.environments));
  const leaves = [
    ...leavesOf(serviceSchema, "services").map((leaf) => ({ ...leaf, holders: services })),
    ...leavesOf(environmentSchema, "environments").map((leaf) => ({
      ...leaf,
      holders: environments,
    })),
  ];
  const never = leaves.filter(({ path, holders }) => !holders.some((holder) => has(holder, path)));
  const listed = Object.keys(NOT_GENERATED);
  expect(
    never.map(({ name }) => name).filter((name) => !listed.some((key) => `${name}.`.startsWith(`${key}.`))),
  ).toEqual([]);
  expect(listed.filter((key) => !never.some(({ name }) => `${name}.`.startsWith(`${key}.`)))).toEqual([]);
});

test("there are overrides, and environments of several accounts, Regions and partitions", () => {
  const environments = accepted.map(([, config]) => Object.values(config.environments));
  expect(environments.flat().filter((each) => each["services"] !== undefined).length).toBeGreaterThan(10);
  for (const key of ["account", "region"])
    expect(environments.filter((each) => new Set(each.map((one) => one[key])).size > 1).length).toBeGreaterThan(5);
  const partitions = environments.flat().map(({ region }) => partitionOf(region as string).id);
  expect(new Set(partitions).size).toBeGreaterThan(4);
});

describeWith(["terraform", "docker-provider"], "the real AWS provider", () => {
  test(
    "takes every stack of a sample",
    async () => {
      expect(await validateStacks(sample)).toEqual([]);
    },
    2000 * numRuns + 120_000,
  );
});

/** Whether there is a value at a path; `*` is any entry of a list or a map. */
function has(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return value !== undefined;
  if (typeof value !== "object" || value === null) return false;
  if (key === "*") return Object.values(value).some((each) => has(each, rest));
  return Object.hasOwn(value, key) && has((value as Record<string, unknown>)[key], rest);
}
