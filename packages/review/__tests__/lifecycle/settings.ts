import { service } from "@private-http-api/test-support";

export type Settings = Readonly<Record<string, unknown>>;

/** A config as its file has it. */
export interface RawConfig {
  readonly name: string;
  readonly services: Readonly<Record<string, Settings>>;
  readonly environments: Readonly<Record<string, Settings>>;
}

/** One change of a running environment. */
export interface Setting {
  /** As docs/lifecycle.md names it. */
  readonly name: string;
  readonly change: (deployed: RawConfig) => RawConfig;
  /** The plan reads what is deployed again, because the change leads it to another place. @default the state is enough */
  readonly isRead?: boolean;
}

export const ACCOUNT = "777777777777";
export const REGION = "eu-west-1";
/** The Region's ECR: what tasks pull from without a way to the internet. */
const registry = `${ACCOUNT}.dkr.ecr.${REGION}.amazonaws.com`;
export const image = { uri: `${registry}/team/app:1.0.0` };

export const ENVIRONMENT = "e2e";

/** What is deployed: a service behind each kind of entry. */
export const DEPLOYED: RawConfig = {
  name: "shop",
  services: {
    orders: service("/api/orders", {
      image,
      taskPolicy: [{ Action: "s3:GetObject", Resource: "arn:aws:s3:::orders-of-the-shop/*" }],
    }),
    stock: service("/api/stock", { image, integration: "cloud-map" }),
    carts: service("/api/carts", { image, integration: "nlb", scaling: { min: 2, max: 4 } }),
  },
  environments: { [ENVIRONMENT]: { account: ACCOUNT, region: REGION, state: "local", loadBalancer: { logs: true } } },
};

/** Settings laid over those of a service. */
function of(name: string, settings: Settings): Setting["change"] {
  return (deployed) => ({
    ...deployed,
    services: { ...deployed.services, [name]: { ...deployed.services[name], ...settings } },
  });
}

/** Settings laid over those of the environment. */
export function inEnvironmentOf(settings: Settings): Setting["change"] {
  return (deployed) => ({
    ...deployed,
    environments: { [ENVIRONMENT]: { ...deployed.environments[ENVIRONMENT], ...settings } },
  });
}

/** A protected environment asks every service who may call it. */
function inProtected(deployed: RawConfig): RawConfig {
  const services = Object.fromEntries(Object.keys(deployed.services).map((name) => [name, { authorization: "none" }]));
  return inEnvironmentOf({ protect: true, services })(deployed);
}

function inApi(settings: Settings): Setting["change"] {
  return inEnvironmentOf({ api: settings });
}

/** Settings of the service behind the application load balancer. */
function ofService(name: string, settings: Settings): Setting {
  return { name: `services.${name}`, change: of("orders", settings) };
}

function environment(name: string, settings: Settings): Setting {
  return { name, change: inEnvironmentOf(settings) };
}

function api(name: string, settings: Settings): Setting {
  return { name: `api.${name}`, change: inApi(settings) };
}

const issuer = "https://login.example.com";
const certificateArn = `arn:aws:acm:${REGION}:${ACCOUNT}:certificate/11111111-2222-3333-4444-555555555555`;
const health = { path: "/api/orders/health" };

/** What a running environment may be asked to change, in the order of docs/configuration.md. */
export const SETTINGS: readonly Setting[] = [
  ofService("path", { path: "/api/purchases", healthCheck: { path: "/api/purchases/health" } }),
  ofService("path, with previousEntry", {
    path: "/api/purchases",
    healthCheck: health,
    previousEntry: { path: "/api/orders" },
  }),
  ofService('integration "alb" to "nlb"', { integration: "nlb" }),
  ofService('integration "alb" to "nlb", with previousEntry', {
    integration: "nlb",
    previousEntry: { integration: "alb" },
  }),
  ofService('integration "alb" to "cloud-map"', { integration: "cloud-map" }),
  ofService('integration "alb" to "cloud-map", with previousEntry', {
    integration: "cloud-map",
    previousEntry: { integration: "alb" },
  }),
  { name: 'services.integration "cloud-map" to "alb"', change: of("stock", { integration: "alb" }) },
  {
    name: 'services.integration "cloud-map" to "alb", with previousEntry',
    change: of("stock", { integration: "alb", previousEntry: { integration: "cloud-map" } }),
  },
  {
    name: 'services.integration "nlb" to "cloud-map", with previousEntry',
    change: of("carts", { integration: "cloud-map", previousEntry: { integration: "nlb" } }),
  },
  ofService("methods", { methods: ["GET", "POST"] }),
  ofService("stripPrefix", { stripPrefix: true, healthCheck: { path: "/health" } }),
  ofService("stripPrefix, with previousEntry", { stripPrefix: true, previousEntry: { listenerRule: "path" } }),
  ofService("authorization", { authorization: "iam" }),
  ofService("throttle", { throttle: { burst: 10, rate: 10 } }),
  {
    name: "services.instanceAttributes",
    change: of("stock", { instanceAttributes: { AVAILABILITY_ZONE: "eu-west-1a" } }),
  },
  ofService("listenerRulePriority", { listenerRulePriority: 20_000 }),
  { name: "services.listenerPort", change: of("carts", { listenerPort: 9000 }) },
  ofService("image", { image: { uri: `${registry}/team/app:1.1.0` } }),
  ofService("healthCheck.path", { healthCheck: { path: "/api/orders/ready" } }),
  ofService("healthCheck.intervalSeconds", { healthCheck: { ...health, intervalSeconds: 30 } }),
  ofService("healthCheckGracePeriodSeconds", { healthCheckGracePeriodSeconds: 120 }),
  ofService("containerHealthCheck", { containerHealthCheck: { command: ["CMD", "node", "healthcheck.js"] } }),
  ofService("cpu, memoryMiB", { cpu: 512, memoryMiB: 1024 }),
  ofService("architecture", { architecture: "ARM64" }),
  ofService("port", { port: 9090 }),
  ofService("desiredCount", { desiredCount: 3 }),
  ofService("scaling, added", { scaling: { min: 2, max: 6 } }),
  { name: "services.scaling.max", change: of("carts", { scaling: { min: 2, max: 8 } }) },
  { name: "services.scaling, removed", change: of("carts", { scaling: undefined }) },
  {
    name: "services.scaling.scheduledActions",
    change: of("carts", {
      scaling: { min: 2, max: 4, scheduledActions: { night: { schedule: "cron(0 20 * * ? *)", min: 1, max: 2 } } },
    }),
  },
  ofService("capacity", { capacity: { spotPercent: 50, base: 1 } }),
  ofService("environment", { environment: { LANGUAGE: "en" } }),
  ofService("secrets", { secrets: { DB: `arn:aws:ssm:${REGION}:${ACCOUNT}:parameter/shop/db` } }),
  ofService("taskPolicy", { taskPolicy: [{ Action: "s3:PutObject", Resource: "arn:aws:s3:::orders-of-the-shop/*" }] }),
  ofService("uses", { uses: [{ queue: `arn:aws:sqs:${REGION}:${ACCOUNT}:jobs`, access: "send", as: "JOBS" }] }),
  ofService("exec", { exec: true }),
  ofService("ulimits", { ulimits: { nofile: { softLimit: 8192, hardLimit: 16_384 } } }),
  ofService("tracing", { tracing: { image } }),
  ofService("requestTimeoutSeconds", { requestTimeoutSeconds: 20 }),
  ofService("keepAliveTimeoutSeconds", { keepAliveTimeoutSeconds: 90 }),
  ofService("drainSeconds", { drainSeconds: 10 }),
  ofService("stopTimeoutSeconds", { stopTimeoutSeconds: 60 }),
  ofService("deregistrationDelaySeconds", { deregistrationDelaySeconds: 60 }),
  {
    name: "services, one added",
    change: (deployed) => ({
      ...deployed,
      services: { ...deployed.services, users: service("/api/users", { image }) },
    }),
  },
  {
    name: "services, one removed",
    change: ({ services: { stock: _stock, ...services }, ...deployed }) => ({ ...deployed, services }),
  },
  {
    name: "services, one renamed",
    change: ({ services: { stock, ...services }, ...deployed }) => ({
      ...deployed,
      services: { ...services, ...(stock ? { inventory: stock } : {}) },
    }),
  },
  environment("account", { account: "888888888888" }),
  { name: "protect", change: inProtected },
  environment("tags", { tags: { team: "orders" } }),
  environment("network.cidr", { network: { cidr: "10.1.0.0/16" } }),
  environment("network.zones", { network: { zones: ["euw1-az2", "euw1-az3"] } }),
  environment('network.egress "nat-per-az"', { network: { egress: "nat-per-az" } }),
  environment('network.egress "endpoints"', { network: { egress: "endpoints" } }),
  environment("network.flowLogs", { network: { flowLogs: false } }),
  environment("network.outbound", { network: { outbound: { mail: { to: "0.0.0.0/0", ports: [587] } } } }),
  environment("loadBalancer.idleTimeoutSeconds", { loadBalancer: { logs: true, idleTimeoutSeconds: 50 } }),
  environment("loadBalancer.logs", { loadBalancer: { logs: false } }),
  environment("logRetentionDays", { logRetentionDays: 30 }),
  environment("alarms.email", { alarms: { email: ["team@example.com"] } }),
  environment("internalTls", { internalTls: { certificateArn, serverName: "internal.example.com" } }),
  environment("traffic", { traffic: { requests: 7_000_000 } }),
  api("routing", { routing: "proxy" }),
  api("basePath", { basePath: "/next" }),
  api("stage", { stage: "live" }),
  api("autoDeploy", { autoDeploy: false }),
  api("stageVariables", { stageVariables: { color: "blue" } }),
  api("throttle", { throttle: { burst: 100, rate: 200 } }),
  api("integrationTimeoutSeconds", { integrationTimeoutSeconds: 27 }),
  api("ipAddressType", { ipAddressType: "dualstack" }),
  api("cors", { cors: { allowOrigins: ["https://app.example.com"] } }),
  {
    name: "api.authorizers",
    change: (deployed) => {
      const services = Object.fromEntries(
        Object.entries(deployed.services).map(([name, each]) => [
          name,
          { ...each, authorization: { authorizer: "users", scopes: [] } },
        ]),
      );
      return inApi({ authorizers: { users: { issuer, audience: ["shop"] } } })({ ...deployed, services });
    },
  },
  api("domain", { domain: { name: "api.example.com", certificateArn } }),
  api("functions", {
    functions: { hello: { path: "/hello", functionArn: `arn:aws:lambda:${REGION}:${ACCOUNT}:function:hello` } },
  }),
];
