import { partitionOf } from "../../../src/aws/regions";

type Settings = Record<string, unknown>;

/** A config as its file has it. */
export interface RawConfig {
  readonly name: string;
  readonly services: Readonly<Record<string, Settings>>;
  readonly environments: Readonly<Record<string, Settings>>;
}

/** Memory that Fargate pairs with CPU units, smallest and largest. */
const MEMORY: Readonly<Record<number, readonly [number, number]>> = {
  256: [512, 2048],
  512: [1024, 4096],
  1024: [2048, 8192],
  2048: [4096, 16_384],
  4096: [8192, 30_720],
  8192: [16_384, 61_440],
  16384: [32_768, 122_880],
};

/** The same config, with values that fit each other where a check compares two. */
export function fit(config: RawConfig): RawConfig {
  const [first] = Object.values(config.environments);
  const place = { account: text(first?.["account"]), region: text(first?.["region"]) };
  // ARNs of services name one account and Region: all environments are in it.
  const environments = mapped(config.environments, (each, index) => fitEnvironment({ ...each, ...place }, index));
  const apis = Object.values(environments).map((each) => objectAt(each, "api"));
  const closed = Object.values(environments).some((each) =>
    ["endpoints", "none"].includes(text(objectAt(each, "network")["egress"])),
  );
  const authorizers = apis.map((api) => Object.keys(objectAt(api, "authorizers")));
  const shared = authorizers.reduce((all, names) => all.filter((name) => names.includes(name)));
  const services = mapped(config.services, (each, index) =>
    fitService(each, { ...place, index, closed, authorizer: shared[0], longest: longestWait(environments) }),
  );
  return inPartition({ ...config, services, environments }, place);
}

interface Surroundings {
  readonly index: number;
  readonly account: string;
  readonly region: string;
  readonly closed: boolean;
  /** One that every environment has. */
  readonly authorizer: string | undefined;
  readonly longest: { readonly integration: number; readonly idle: number; readonly shortest: number };
}

function longestWait(environments: RawConfig["environments"]): Surroundings["longest"] {
  const waits = Object.values(environments).map((each) =>
    Number(objectAt(each, "api")["integrationTimeoutSeconds"] ?? 29),
  );
  const idles = Object.values(environments).map((each) =>
    Number(objectAt(each, "loadBalancer")["idleTimeoutSeconds"] ?? 60),
  );
  return { integration: Math.max(...waits), shortest: Math.min(...waits), idle: Math.max(...idles) };
}

function fitService(given: Settings, around: Surroundings): Settings {
  const service = structuredClone(given);
  const path = `${text(service["path"]).slice(0, 110)}-${String(around.index)}`;
  const integration = text(service["integration"] ?? "alb");
  const healthCheck = objectAt(service, "healthCheck");
  const stripped = service["stripPrefix"] === true;
  Object.assign(service, {
    path,
    healthCheck: { ...nested(healthCheck, 10, 5), path: stripped ? healthCheck["path"] : `${path}/ok` },
    authorization: fitAuthorization(service["authorization"], around.authorizer),
    memoryMiB: fitMemory(Number(service["cpu"] ?? 256), Number(service["memoryMiB"] ?? 512)),
  });
  fitTimes(service, around.longest);
  if (integration !== "alb") delete service["listenerRulePriority"];
  if (integration !== "nlb") delete service["listenerPort"];
  if (integration !== "cloud-map") delete service["instanceAttributes"];
  if (typeof service["listenerRulePriority"] === "number") service["listenerRulePriority"] = 40_000 + around.index;
  fitScaling(service, integration);
  fitNames(service);
  if (service["containerHealthCheck"])
    service["containerHealthCheck"] = nested(objectAt(service, "containerHealthCheck"), 30, 5);
  const nofile = objectAt(objectAt(service, "ulimits"), "nofile");
  if (Number(nofile["softLimit"]) > Number(nofile["hardLimit"])) nofile["softLimit"] = nofile["hardLimit"];
  const tracing = objectAt(service, "tracing");
  const most = Number(service["memoryMiB"]) / 2;
  if (Number(tracing["memoryMiB"] ?? 128) > most) tracing["memoryMiB"] = most;
  if (around.closed) closeOff(service, around);
  return service;
}

function fitMemory(cpu: number, wanted: number): number {
  const [least, most] = MEMORY[cpu] ?? [512, 512];
  return wanted * 2 > least + most ? most : least;
}

function fitTimes(service: Settings, { integration, shortest, idle }: Surroundings["longest"]): void {
  const request = Math.min(Number(service["requestTimeoutSeconds"] ?? 25), shortest - 1);
  const drain = Number(service["drainSeconds"] ?? 15);
  service["requestTimeoutSeconds"] = request;
  service["keepAliveTimeoutSeconds"] = Math.max(Number(service["keepAliveTimeoutSeconds"] ?? 65), idle + 1);
  service["stopTimeoutSeconds"] = Math.max(Number(service["stopTimeoutSeconds"] ?? 45), drain + request + 1);
  service["deregistrationDelaySeconds"] = Math.max(
    Number(service["deregistrationDelaySeconds"] ?? 35),
    integration + 1,
  );
}

function fitScaling(service: Settings, integration: string): void {
  const scaling = objectAt(service, "scaling");
  if (service["scaling"] === undefined) return;
  order(scaling);
  for (const action of Object.values(objectAt(scaling, "scheduledActions"))) {
    const bounds = action as Settings;
    bounds["min"] ??= bounds["max"] ?? 1;
    order(bounds);
  }
  if (integration !== "alb") delete scaling["requestsPerTarget"];
}

function order(bounds: Settings): void {
  const { min, max } = bounds;
  if (typeof min === "number" && typeof max === "number" && min > max) Object.assign(bounds, { min: max, max: min });
}

/** A name is a variable, a secret or a resource's, and none that the framework has. */
function fitNames(service: Settings): void {
  service["environment"] = renamed(service["environment"], "V_");
  service["secrets"] = renamed(service["secrets"], "S_");
  for (const [index, use] of list(service["uses"]).entries()) (use as Settings)["as"] = `U_${String(index)}`;
  for (const [index, statement] of list(service["taskPolicy"]).entries()) {
    const each = statement as Settings;
    if (each["Sid"] !== undefined) each["Sid"] = `Own${String(index)}`;
    each["Resource"] = "arn:aws:s3:::shop-${x}/*";
    if (each["Effect"] === undefined) each["Effect"] = "Allow";
  }
}

function renamed(record: unknown, prefix: string): Settings {
  return Object.fromEntries(
    Object.entries((record ?? {}) as Settings).map(([key, value]) => [`${prefix}${key}`, value]),
  );
}

/** Nothing leaves the network: images come from the Region's own ECR. */
function closeOff(service: Settings, { account, region }: Surroundings): void {
  const uri = `${account}.dkr.ecr.${region}.${partitionOf(region).dnsSuffix}/team/app:1.0.0`;
  const image = objectAt(service, "image");
  if ("uri" in image) image["uri"] = uri;
  if (service["tracing"] !== undefined) objectAt(service, "tracing")["image"] = { uri };
  service["uses"] = [];
}

function fitAuthorization(given: unknown, authorizer: string | undefined): unknown {
  if (typeof given !== "object" || given === null) return given ?? "none";
  return authorizer === undefined ? "iam" : { ...given, authorizer };
}

function fitEnvironment(given: Settings, index: number): Settings {
  const environment = structuredClone(given);
  const network = objectAt(environment, "network");
  if (network["existing"] !== undefined) environment["network"] = { existing: network["existing"] };
  const api = objectAt(environment, "api");
  const names = Object.keys(objectAt(api, "authorizers"));
  const cors = objectAt(api, "cors");
  if (cors["allowCredentials"] === true) {
    for (const key of ["allowMethods", "allowHeaders", "exposeHeaders"])
      cors[key] = list(cors[key]).filter((each) => each !== "*");
    if (list(cors["allowMethods"]).length === 0) cors["allowMethods"] = ["GET"];
  }
  for (const [position, each] of Object.values(objectAt(api, "functions")).entries()) {
    const made = each as Settings;
    made["path"] = `/fn${String(position)}${text(made["path"]).slice(0, 100)}`;
    made["authorization"] = fitAuthorization(made["authorization"], names[0]);
  }
  if (api["basePath"] !== undefined) api["basePath"] = `/base${text(api["basePath"]).slice(0, 100)}`;
  const domain = objectAt(api, "domain");
  if (index > 0 && domain["name"] !== undefined) domain["name"] = `e${String(index)}.example.com`;
  const loadBalancer = objectAt(environment, "loadBalancer");
  const wait = Number(api["integrationTimeoutSeconds"] ?? 29);
  if (Number(loadBalancer["idleTimeoutSeconds"] ?? 60) <= wait)
    environment["loadBalancer"] = { ...loadBalancer, idleTimeoutSeconds: wait + 1 };
  // Above this no service could keep its connections longer.
  if (Number(loadBalancer["idleTimeoutSeconds"] ?? 60) >= 4000)
    environment["loadBalancer"] = { ...loadBalancer, idleTimeoutSeconds: 3999 };
  return environment;
}

/** ARNs of the environment's partition, Region and account. */
function inPartition(config: RawConfig, { account, region }: { account: string; region: string }): RawConfig {
  const arn = /arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d*):/g;
  const { id } = partitionOf(region);
  const moved = JSON.stringify(config).replaceAll(arn, (_all, service: string, at: string, owner: string) =>
    [`arn:${id}`, service, at && region, owner && account, ""].join(":"),
  );
  return JSON.parse(moved) as RawConfig;
}

function nested(check: Settings, interval: number, timeout: number): Settings {
  const every = Number(check["intervalSeconds"] ?? interval);
  return {
    ...check,
    intervalSeconds: every,
    timeoutSeconds: Math.min(Number(check["timeoutSeconds"] ?? timeout), every - 1),
  };
}

function mapped(record: Readonly<Record<string, Settings>>, change: (value: Settings, index: number) => Settings) {
  return Object.fromEntries(Object.entries(record).map(([key, value], index) => [key, change(value, index)]));
}

function objectAt(from: Settings, key: string): Settings {
  return (from[key] ?? {}) as Settings;
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
