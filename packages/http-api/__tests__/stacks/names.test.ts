import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { resolveConfig } from "../../src/config/resolve-config";
import { configOf, IN_ECR, service, SynthesizedApp } from "@private-http-api/test-support";

const INTEGRATIONS = ["alb", "nlb", "cloud-map"];
/** An environment with as many parts as one can have. */
const EVERYTHING = {
  network: { egress: "nat-per-az" },
  alarms: { email: ["team@example.com"] },
  api: { domain: { name: "api.example.com", hostedZone: { id: "Z0123456789", name: "example.com" } } },
};

/** Names by which the stacks' own parts go, taken from the addresses of a config that has every part. */
function partNames(): string[] {
  const services = Object.fromEntries(
    INTEGRATIONS.map((integration) => [`x-${integration}`, service(`/${integration}`, { ...IN_ECR, integration })]),
  );
  const environments = [EVERYTHING, { network: { egress: "endpoints" }, api: { routing: "proxy" } }];
  const words = environments
    .map((environment) => new SynthesizedApp(configOf(services, environment)))
    .flatMap((app) => app.ids.flatMap((id) => app.addresses(id)))
    .flatMap((address) => address.split(".").slice(1).join("").split("_"));
  return [...new Set([...words, ...words.flatMap((word) => word.split("-"))])].filter((word) =>
    /^[a-z][a-z0-9-]*$/.test(word),
  );
}

let allowed: readonly string[] | undefined;

/** Those that the config takes for a service, or for a function, which takes the same. */
function allowedNames(): readonly string[] {
  return (allowed ??= findAllowedNames());
}

function findAllowedNames(): readonly string[] {
  const names = partNames().filter((name) => name !== "rules" && name !== "ports");
  expect(names).toEqual(expect.arrayContaining(["alarms", "alb", "api", "nat", "stage", "network", "s3"]));
  const taken = names.filter((name) => resolveConfig(configOf({ [name]: service("/x") })).problems.length === 0);
  expect(taken).toEqual(expect.arrayContaining(["alarms", "api", "nat", "stage"]));
  return taken;
}

function isBuilt(raw: unknown): void {
  expect(() => new SynthesizedApp(raw).prepare()).not.toThrow();
}

test.each(INTEGRATIONS)("services may have any name that the config takes, with integration %s", (integration) => {
  // A network load balancer takes 50 listeners.
  for (const names of chunks(allowedNames(), 49)) {
    const services = Object.fromEntries(names.map((name) => [name, service(`/${name}`, { integration })]));
    const others = { ports: service("/p", { integration: "nlb" }), rules: service("/r") };
    isBuilt(configOf({ ...services, ...others }, EVERYTHING));
  }
});

describe("functions may have any name that the config takes", () => {
  const source = mkdtempSync(join(tmpdir(), "function-"));
  writeFileSync(join(source, "index.mjs"), "export const handler = async () => ({});");
  afterAll(() => {
    rmSync(source, { recursive: true });
  });
  const functionArn = "arn:aws:lambda:us-west-2:111111111111:function:there";

  test.each([
    ["made here", { source, handler: "index.handler", runtime: "nodejs22.x" }],
    ["there already", { functionArn }],
  ])("when they are %s", (_what, settings) => {
    const functions = Object.fromEntries(allowedNames().map((name) => [name, { ...settings, path: `/f/${name}` }]));
    const services = { "x-app": service("/x"), "x-ports": service("/p", { integration: "nlb" }) };
    isBuilt(configOf(services, { ...EVERYTHING, api: { ...EVERYTHING.api, functions } }));
  });
});

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
