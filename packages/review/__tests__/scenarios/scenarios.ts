import { objectOf, textOf, type JsonObject } from "@private-http-api/terraform-json";

interface Service {
  path: string;
  image: { uri: string };
  healthCheck: { path: string };
  integration?: string;
}

interface Config {
  name: string;
  services: Record<string, Service>;
  environments: { dev: Record<string, unknown> };
}

export interface Scenario {
  /** Another config than what is deployed. */
  readonly config?: (base: Config) => Config;
  /** Edits of synthesized stacks, where no config leads there. */
  readonly edits?: Readonly<Record<string, (json: JsonObject) => JsonObject>>;
}

function service(path: string, digit: string): Service {
  return {
    path: `/api/${path}`,
    image: { uri: `example.com/${path}@sha256:${digit.repeat(64)}` },
    healthCheck: { path: `/api/${path}/health` },
  };
}

/** What is deployed when the plans are recorded. */
export const baseConfig: Config = {
  name: "bookstore",
  services: { "book-service": service("books", "1"), "author-service": service("authors", "2") },
  environments: { dev: { account: "111111111111", region: "us-west-2" } },
};

function withService(config: Config, name: string, changed: Service): Config {
  return {
    ...config,
    services: { ...config.services, [name]: changed },
  };
}

function without(object: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** The JSON with the arguments of one resource changed. */
function withResource(
  json: JsonObject,
  type: string,
  name: string,
  change: (values: JsonObject) => JsonObject,
): JsonObject {
  const ofType = objectOf(objectOf(json["resource"])[type]);
  if (ofType[name] === undefined) throw new Error(`${type}.${name}: not in the stack`);
  const changed = { ...ofType, [name]: change(objectOf(ofType[name])) };
  return { ...json, resource: { ...objectOf(json["resource"]), [type]: changed } };
}

const PRODUCER = "dev-fargate-vpc-link";

export const scenarios: Readonly<Record<string, Scenario>> = {
  // Recorded against an emulator that is empty.
  "first-deploy": {},
  // Recorded after one security group rule, one tag and one desired count were changed with the AWS API.
  drift: {},
  "new-image": { config: (base) => withService(base, "book-service", service("books", "3")) },
  "new-service": { config: (base) => withService(base, "review-service", service("reviews", "4")) },
  "removed-service": {
    config: ({ services, ...base }) => ({
      ...base,
      services: { "book-service": services["book-service"] ?? service("books", "1") },
    }),
  },
  "integration-change": {
    config: (base) => withService(base, "book-service", { ...service("books", "1"), integration: "cloud-map" }),
  },
  "nat-to-endpoints": {
    config: (base) => ({
      ...base,
      environments: { dev: { ...base.environments.dev, network: { egress: "endpoints" } } },
    }),
  },
  "wider-security-group": {
    edits: {
      [PRODUCER]: (json) =>
        withResource(json, "aws_vpc_security_group_ingress_rule", ingressRuleOfBooks(json), (values) => ({
          ...without(values, "referenced_security_group_id"),
          cidr_ipv4: "0.0.0.0/0",
        })),
    },
  },
  "broader-iam-policy": {
    edits: {
      [PRODUCER]: (json) =>
        withResource(json, "aws_iam_role_policy", executionPolicyOfBooks(json), (values) => ({
          ...values,
          policy: textOf(values["policy"])?.replace('"logs:PutLogEvents"', '"logs:*"') ?? "",
        })),
    },
  },
  "destroyed-bucket": {
    edits: {
      "state-dev": (json) => without(json, "resource", "output", "data"),
    },
  },
};

function named(json: JsonObject, type: string, part: RegExp): string {
  const name = Object.keys(objectOf(objectOf(json["resource"])[type])).find((key) => part.test(key));
  if (name === undefined) throw new Error(`${type}: none like ${String(part)}`);
  return name;
}

function ingressRuleOfBooks(json: JsonObject): string {
  return named(json, "aws_vpc_security_group_ingress_rule", /^book-service/);
}

function executionPolicyOfBooks(json: JsonObject): string {
  return named(json, "aws_iam_role_policy", /^book-service/);
}
