import { TerraformStack, Testing } from "cdktf";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { z } from "zod";
import { buildApp } from "../../../../stacks/build-app";
import { checkFolders } from "../../src/config/check-folders";
import { resolveConfig } from "../../src/config/resolve-config";
import { environmentSchema } from "../../src/config/schema/environment-schema";
import { serviceSchema } from "../../src/config/schema/service-schema";
import { bareSchema, defaultOf, definitionOf, docsOf } from "../../src/docs/schema-node";

/** Keys that change nothing in Terraform's JSON, and why. A key below one of these does not either. */
const NOT_SYNTHESIZED: Readonly<Record<string, string>> = {
  "environments.traffic": "the review estimates the cost from it",
  "environments.quotas": "checks compare with it",
  "environments.policyExceptions": "it lets through what the policy would refuse; policy.test.ts",
  "environments.api.domain.hostedZone.name": "a check holds the domain's name to it",
};

/** What is tried where a value has to fit another one. */
const FITTING: Readonly<Record<string, readonly unknown[]>> = {
  "services.path": ["/api"],
  "services.healthCheck.path": ["/api/app/ready", "/b/ready"],
};

/** A key without keys below it. */
interface Leaf {
  /** e.g. `services.scaling.min`; what is in a list or a map has the path of the list or map. */
  readonly name: string;
  /** Keys from a service or an environment to the value; `*` stands for every entry of a list or a map. */
  readonly path: readonly string[];
  readonly schema: z.ZodType;
}

function leavesOf(schema: z.ZodType, name: string, path: readonly string[] = []): readonly Leaf[] {
  const bare = bareSchema(schema);
  const { type, shape, valueType, element, options } = definitionOf(bare);
  const isExample = docsOf(schema).examples !== undefined;
  if (type === "object" && shape) {
    return Object.entries(shape).flatMap(([key, inner]) => leavesOf(inner, `${name}.${key}`, [...path, key]));
  }
  if (type === "record" && valueType && !isExample) return leavesOf(valueType, name, [...path, "*"]);
  if (type === "array" && element && !isExample) return leavesOf(element, name, [...path, "*"]);
  if (type === "union" && options && !isExample) return options.flatMap((option) => leavesOf(option, name, path));
  return [{ name, path, schema }];
}

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

type Json = Record<string, unknown>;

const ACCOUNT = "111111111111";
const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
const certificateArn = `arn:aws:acm:us-west-2:${ACCOUNT}:certificate/11111111-2222-3333-4444-555555555555`;

/** Configs that hold every key among them, the small ones first; `folder` has what is built and packaged. */
function configs(folder: string): readonly Json[] {
  const code = { source: folder, handler: "index.handler", runtime: "nodejs22.x" };
  const scheduled = { schedule: "cron(0 6 ? * MON-FRI *)", timezone: "UTC", min: 2, max: 6 };
  const throttle = { burst: 5, rate: 5 };
  const authorizer = { issuer: "https://id.example.com", audience: ["a"] };
  const authorization = { authorizer: "users", scopes: ["orders:read"] };
  const everything = {
    path: "/api/app",
    image,
    healthCheck: { path: "/api/app/health" },
    methods: ["GET"],
    authorization,
    throttle,
    taskPolicy: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
    secrets: { KEY: `arn:aws:ssm:us-west-2:${ACCOUNT}:parameter/key` },
    uses: [
      { table: `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/one`, access: ["read"], as: "TABLE" },
      { bucket: "arn:aws:s3:::one", access: "read", as: "BUCKET" },
      { queue: `arn:aws:sqs:us-west-2:${ACCOUNT}:one`, access: "read", as: "QUEUE" },
      { topic: `arn:aws:sns:us-west-2:${ACCOUNT}:one`, access: "send", as: "TOPIC" },
      { secret: `arn:aws:secretsmanager:us-west-2:${ACCOUNT}:secret:one`, access: "read", as: "SECRET" },
      {
        key: `arn:aws:kms:us-west-2:${ACCOUNT}:key/00000000-0000-0000-0000-000000000000`,
        access: "read",
        as: "KEY_ARN",
      },
    ],
    containerHealthCheck: { command: ["CMD", "true"] },
    ulimits: { nofile: { softLimit: 2048, hardLimit: 4096 } },
    tracing: { image },
    capacity: { spotPercent: 50 },
    memoryMiB: 2048,
    scaling: { min: 2, max: 6, scheduledActions: { day: scheduled } },
  };
  const api = {
    throttle,
    authorizers: { users: authorizer, users2: authorizer },
    cors: { allowOrigins: ["https://a.example.com"] },
    domain: {
      name: "shop.example.com",
      hostedZone: { id: "Z0000000000", name: "example.com" },
      mutualTls: { truststoreUri: "s3://b/k.pem" },
    },
    functions: {
      made: { path: "/made", ...code, authorization, throttle },
      given: {
        path: "/given",
        functionArn: `arn:aws:lambda:us-west-2:${ACCOUNT}:function:f`,
        authorization,
        throttle,
      },
    },
  };
  const minimal = { path: "/b", image: { build: folder }, healthCheck: { path: "/b" } };
  const environment = { account: ACCOUNT, region: "us-west-2" };
  return [
    {
      name: "shop",
      services: { app: minimal },
      environments: { dev: { ...environment, state: { existingBucket: "shop-state" } } },
    },
    {
      name: "shop",
      services: { app: { ...minimal, image, integration: "nlb" } },
      environments: {
        dev: {
          ...environment,
          network: { existing: { vpcId: "vpc-00000000", privateSubnetIds: ["subnet-00000000", "subnet-11111111"] } },
        },
      },
    },
    {
      name: "shop",
      services: { app: { ...minimal, image, integration: "cloud-map" } },
      environments: { dev: environment },
    },
    {
      name: "shop",
      services: { app: { ...everything, secrets: {}, methods: undefined, authorization: "none", throttle: undefined } },
      environments: { dev: environment },
    },
    {
      name: "shop",
      services: { app: everything },
      environments: {
        dev: {
          ...environment,
          api,
          internalTls: { certificateArn, serverName: "a.example.com" },
          state: { bucketName: "shop-state" },
          alarms: { email: ["a@example.com"] },
        },
      },
    },
  ];
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

/** A copy with another value in one place for each way that there is; none where the way is not there. */
function changed(
  config: Json,
  path: readonly string[],
  value: (current: unknown) => readonly unknown[],
): readonly Json[] {
  const [key, ...rest] = path;
  if (key === undefined) return [];
  const keys = key === "*" ? Object.keys(config) : [key];
  return keys.flatMap((each) => {
    const current = config[each];
    function put(next: unknown): Json {
      return Array.isArray(config)
        ? Object.assign([...(config as unknown[])], { [each]: next })
        : { ...config, [each]: next };
    }
    if (rest.length === 0) return value(current).map(put);
    // An optional object that can start empty, such as loadBalancer.
    const inner: unknown = current ?? (rest[0] === "*" ? undefined : {});
    return typeof inner === "object" && inner ? changed(inner as Json, rest, value).map(put) : [];
  });
}

const roots = { services: ["services", "app"], environments: ["environments", "dev"] };
const leaves = [...leavesOf(serviceSchema, "services"), ...leavesOf(environmentSchema, "environments")];

describe("a key of the config", () => {
  const folder = mkdtempSync(join(tmpdir(), "config-keys-"));
  const texts = new Map<Json, ReadonlyMap<string, string>>();
  let bases: readonly Json[] = [];

  beforeAll(() => {
    // Each value has another one beside it: what a text is changed to ends in 2.
    for (const each of ["code", "code2"]) {
      mkdirSync(join(folder, each));
      for (const file of ["Dockerfile", "Dockerfile2", "index.mjs"])
        writeFileSync(join(folder, each, file), each + file);
    }
    bases = configs(join(folder, "code"));
    for (const base of bases) texts.set(base, synthesized(base));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
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
