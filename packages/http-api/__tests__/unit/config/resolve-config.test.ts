import { resolveConfig } from "../../../src/config/resolve-config";
import type { Environment } from "../../../src/config/config";
import { configOf, service } from "@private-http-api/test-support";

function environmentOf(raw: unknown): Environment {
  const { config, problems } = resolveConfig(raw);
  expect(problems).toEqual([]);
  const environment = config?.environments[0];
  if (!environment) throw new Error("no environment");
  return environment;
}

describe("a config that says only what it must", () => {
  const environment = environmentOf(configOf({ app: service("/api/app") }));

  test("gets the defaults of a service", () => {
    expect(environment.services[0]).toMatchObject({
      name: "app",
      integration: "alb",
      cpu: 256,
      memoryMiB: 512,
      desiredCount: 2,
      port: 8080,
      healthCheck: {
        intervalSeconds: 10,
        timeoutSeconds: 5,
        healthyThreshold: 2,
        unhealthyThreshold: 3,
        matcher: "200",
      },
      deregistrationDelaySeconds: 35,
      stopTimeoutSeconds: 45,
    });
  });

  test("gets a cheap network, logs for two weeks and no protection", () => {
    expect(environment).toMatchObject({
      network: { cidr: "10.0.0.0/16", egress: "single-nat" },
      logRetentionDays: 14,
      protect: false,
    });
  });
});

describe("an environment's own settings of a service", () => {
  const raw = configOf(
    {
      app: service("/api/app", { environment: { A: "1", B: "2" } }),
      other: service("/api/other"),
    },
    {
      protect: true,
      services: {
        app: { healthCheck: { intervalSeconds: 30 }, environment: { B: "3" }, image: { build: "services/app" } },
      },
    },
  );
  const [app, other] = environmentOf(raw).services;

  test("are laid over the service's key by key", () => {
    expect(app?.healthCheck).toMatchObject({ path: "/api/app/health", intervalSeconds: 30, timeoutSeconds: 5 });
    expect(app?.environment).toEqual({ A: "1", B: "3" });
  });

  test("replace the image as a whole", () => {
    expect(app?.image).toEqual({ build: "services/app", dockerfile: "Dockerfile", args: {} });
  });

  test("leave the other services and the config file's own objects alone", () => {
    expect(other?.healthCheck?.intervalSeconds).toBe(10);
    expect(raw.services).toEqual({
      app: service("/api/app", { authorization: "none", environment: { A: "1", B: "2" } }),
      other: service("/api/other", { authorization: "none" }),
    });
  });

  test("logs stay longer where it is protected", () => {
    expect(environmentOf(raw).logRetentionDays).toBe(90);
  });
});
