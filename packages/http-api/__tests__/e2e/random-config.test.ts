import fc from "fast-check";
import {
  apiInputs,
  describeWith,
  fullConfig,
  progress,
  SynthesizedApp,
  validateStacks,
} from "@private-http-api/test-support";
import { partitionOf } from "../../src/aws/regions";
import { resolveConfig } from "../../src/config/resolve-config";
import { environmentSchema } from "../../src/config/schema/environment-schema";
import { serviceSchema } from "../../src/config/schema/service-schema";
import { configsWithEveryKey, folderToBuild } from "../support/every-key";
import type { RawConfig } from "../support/random-config/fit";
import { randomConfig } from "../support/random-config/random-config";
import { leavesOf } from "../support/schema-leaves";
import { UNCONSTRAINED } from "../support/service-models/attributes";
import { type EmittedValue, emittedValues } from "../support/service-models/emitted-values";
import { type ApiInputs, constraintOf, faultOf } from "../support/service-models/members";
import { NO_OPERATION, OPERATIONS } from "../support/service-models/operations";

/** `npm run test:random -- --configs 1000 --seed 7` tries more, and others. A failure prints its seed and the config, made small. */
const numRuns = Number(process.env["RANDOM_CONFIGS"] ?? 200);
const seed = Number(process.env["RANDOM_SEED"] ?? 1);
/** One accepted config of this many is validated by Terraform. */
const SAMPLE = 5;

/** Keys that no random config has, and why. */
const NOT_GENERATED: Readonly<Record<string, string>> = {
  "environments.consumers.restApi": "of a private REST API, and the others have PrivateLink",
  "environments.policyExceptions": "one that excuses nothing is refused, and these configs break no rule",
  "services.previousEntry.path": "its service's path is fitted, and a previous one has to differ from it",
  "services.previousEntry.listenerRule": "it has to differ from what the fitted service has",
};

/** Providers up to 6.14.1 take the Region of the European Sovereign Cloud for none in ARNs that they check [terraform-provider-aws 44561]. */
const EUSC_ARN = /_arn": "arn:aws-eusc:|function_name": "arn:aws-eusc:/;

/** Whether a stack is not of those, with a function of a newer runtime for one, that ask for a provider which the mirror lacks. */
function takenByProvider5(text: string): boolean {
  return !/"version": "[^"]*>= 6\./.test(text) && !EUSC_ARN.test(text);
}

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
          if (accepted.length % SAMPLE === 0 && takenByProvider5(text)) sample.set(`config${tried}_${id}`, text);
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

describeWith(["emulator"], "the service models of AWS's own SDK", () => {
  /** Every value of the configs of this test, and of one with everything in it. */
  const values = new Map<string, EmittedValue>();
  let inputs: ApiInputs = {};

  beforeAll(async () => {
    inputs = await apiInputs([...new Set(Object.values(OPERATIONS))], { env: process.env, progress });
    const others = [fullConfig(), ...configsWithEveryKey(folderToBuild())].map((config) => new SynthesizedApp(config));
    const texts = [...sample.values(), ...others.flatMap((app) => app.ids.map((id) => app.text(id)))];
    const all = texts.flatMap((text) => emittedValues(JSON.parse(text) as Parameters<typeof emittedValues>[0]));
    for (const each of all.filter(({ attribute }) => !NO_OPERATION.includes(attribute.split(".")[0] ?? "")))
      values.set(JSON.stringify(each), each);
  });

  test("know every attribute, or it is listed with the reason why not", () => {
    const attributes = [...new Set([...values.values()].map(({ attribute }) => attribute))];
    const unknown = attributes.filter((attribute) => constraintOf(attribute, inputs) === undefined);
    expect(unknown.filter((attribute) => !Object.hasOwn(UNCONSTRAINED, attribute)).sort()).toEqual([]);
    expect(Object.keys(UNCONSTRAINED).filter((attribute) => constraintOf(attribute, inputs))).toEqual([]);
    expect(attributes.length - unknown.length).toBeGreaterThan(200);
  });

  test.each([
    ["aws_iam_role.name_prefix", "größe"],
    ["aws_lambda_function.memory_size", 127],
    ["aws_ecs_task_definition.network_mode", "awsvps"],
    ["aws_kms_alias.name", "a".repeat(257)],
    ["aws_cloudwatch_metric_alarm.alarm_name", ""],
  ])("refuse for %s what AWS refuses", (attribute, value) => {
    const constraint = constraintOf(attribute, inputs);
    expect(constraint && faultOf(value, constraint)).toBeDefined();
  });

  test("take every value", () => {
    const faults = [...values.values()].flatMap(({ attribute, value }) => {
      const constraint = constraintOf(attribute, inputs);
      const fault = constraint && faultOf(value, constraint);
      return fault === undefined ? [] : [`${attribute}: ${JSON.stringify(value)} ${fault}`];
    });
    expect(faults).toEqual([]);
  });
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
