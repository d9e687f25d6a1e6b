import { partitionOf } from "../../../src/aws/regions";
import { ONLY_WITH_PATH } from "../../../src/config/schema/service-schema";
import { mergeSettings } from "../../../src/config/merge";
import { fitKind, fitRestEntry, isRest, restAuthorization } from "./fit-rest";

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

/**
 * The same config, with values that fit each other where a check compares two. What an environment overrides of a service
 * is fitted as the service that comes of it, and so is every service in an environment of another account or Region,
 * whose ARNs have to be of that one.
 */
export function fit(config: RawConfig): RawConfig {
  const asked = Object.values(config.services).some(({ authorization }) => typeof authorization === "object");
  const environments = mapped(config.environments, (each, index) => {
    const environment = { ...each, services: undefined };
    return inPartition(fitEnvironment(asked ? withTokens(environment) : environment, index), placeOf(each));
  });
  const name = shortened(config.name, Object.keys(environments));
  const [first = {}] = Object.values(environments);
  const everywhere = Object.values(environments);
  const names = Object.keys(config.services);
  const services = mapped(config.services, (each, index) =>
    inPartition(fitService(each, surroundings(everywhere, first, index, names)), placeOf(first)),
  );
  return {
    name,
    services,
    environments: mapped(environments, (environment, index) => {
      const given = objectAt(Object.values(config.environments)[index] ?? {}, "services");
      const exposed: string[] = [];
      const overrides = Object.entries(services).flatMap(([name, base], position) => {
        const wanted = mergeSettings(base, given[name]) as Settings;
        const fitted = inPartition(
          fitService(wanted, surroundings([environment], environment, position, names)),
          placeOf(environment),
        );
        if (environment["privateLink"] !== undefined && canBeExposed(fitted)) {
          fitted["privateLink"] = { bypassesAuthorization: true };
          exposed.push(name);
        }
        const changes = Object.entries(fitted).filter(
          ([key, value]) => JSON.stringify(value) !== JSON.stringify(base[key]),
        );
        return changes.length === 0 ? [] : [[name, Object.fromEntries(changes)] as const];
      });
      const whole = fitPrivateLink(environment, exposed);
      return overrides.length === 0 ? whole : { ...whole, services: Object.fromEntries(overrides) };
    }),
  };
}

/** With an authorizer that takes scopes: that all environments have one by themselves is rare. */
function withTokens(environment: Settings): Settings {
  const api = objectAt(environment, "api");
  const users = { issuer: "https://login.example.com", audience: ["shop"] };
  return { ...environment, api: { ...api, authorizers: { ...objectAt(api, "authorizers"), users } } };
}

/** The application's name, so that load balancers, which take 32 characters, can have the longest of the environments. */
function shortened(name: string, environments: readonly string[]): string {
  const longest = Math.max(...environments.map((each) => each.length));
  return name.slice(0, 27 - longest).replace(/-$/, "");
}

interface AwsPlace {
  readonly account: string;
  readonly region: string;
}

function placeOf(environment: Settings): AwsPlace {
  return { account: text(environment["account"]), region: text(environment["region"]) };
}

/** What a service has to fit in all of these environments, of which one says whose ARNs it has. */
function surroundings(all: readonly Settings[], one: Settings, index: number, names: readonly string[]): Surroundings {
  const authorizers = all.map((each) => Object.keys(objectAt(objectAt(each, "api"), "authorizers")));
  const shared = authorizers.reduce((names, others) => names.filter((name) => others.includes(name)));
  const closed = all.some((each) => ["endpoints", "none"].includes(text(objectAt(each, "network")["egress"])));
  const proxy = all.some((each) => objectAt(each, "api")["routing"] === "proxy");
  const others = names.filter((_name, position) => position !== index);
  function isScoped(name: string | undefined): boolean {
    return all.every((each) => takesScopes(objectAt(each, "api"), name));
  }
  const authorizer = shared.find(isScoped) ?? shared[0];
  const scoped = isScoped(authorizer);
  const rest = all.map((each) => objectAt(each, "api")).filter(isRest);
  return {
    ...placeOf(one),
    ...{ index, others, closed, proxy, authorizer, scoped, longest: longestWait(all) },
    ...(rest.length === 0 ? {} : { restAuthorization: restAuthorization(rest, authorizer) }),
  };
}

interface Surroundings extends AwsPlace {
  readonly index: number;
  /** Names of the other services. */
  readonly others: readonly string[];
  readonly closed: boolean;
  /** One route leads to every service. */
  readonly proxy: boolean;
  /** One that every environment has. */
  readonly authorizer: string | undefined;
  /** It looks at tokens in all of them. */
  readonly scoped: boolean;
  /** Who may call, where one of them has a REST API. */
  readonly restAuthorization?: unknown;
  readonly longest: { readonly integration: number; readonly idle: number; readonly shortest: number };
}

function longestWait(environments: readonly Settings[]): Surroundings["longest"] {
  const waits = environments.map((each) => Number(objectAt(each, "api")["integrationTimeoutSeconds"] ?? 29));
  const idles = environments.map((each) => Number(objectAt(each, "loadBalancer")["idleTimeoutSeconds"] ?? 60));
  return { integration: Math.max(...waits), shortest: Math.min(...waits), idle: Math.max(...idles) };
}

function fitService(settings: Settings, around: Surroundings): Settings {
  const service = structuredClone(settings);
  // An API needs a service with a path, and most have one.
  if (around.index !== 1) service["path"] ??= "/s";
  if (service["path"] === undefined) for (const key of ONLY_WITH_PATH) service[key] = undefined;
  else fitEntry(service, around);
  service["memoryMiB"] = fitMemory(Number(service["cpu"] ?? 256), Number(service["memoryMiB"] ?? 512));
  fitTimes(service, around.longest);
  if (list(service["calls"]).length > 0) service["calls"] = around.others;
  fitScaling(service, service["path"] === undefined ? "none" : text(service["integration"] ?? "alb"));
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

/** What leads from the API to the service. */
function fitEntry(service: Settings, around: Surroundings): void {
  if (around.restAuthorization !== undefined) fitRestEntry(service, around.restAuthorization);
  const end = `-${String(around.index)}`;
  const given = text(service["path"]);
  const path = given.endsWith(end) ? given : `${given.slice(0, 110)}${end}`;
  const integration = text(service["integration"] ?? "alb");
  const healthCheck = objectAt(service, "healthCheck");
  const stripped = service["stripPrefix"] === true;
  Object.assign(service, {
    path,
    healthCheck: { ...nested(healthCheck, 10, 5), path: stripped ? (healthCheck["path"] ?? "/") : `${path}/ok` },
    authorization:
      around.restAuthorization ?? fitAuthorization(service["authorization"], around.authorizer, around.scoped),
  });
  if (integration !== "alb") delete service["listenerRulePriority"];
  if (integration !== "nlb") delete service["listenerPort"];
  if (integration !== "cloud-map") delete service["instanceAttributes"];
  if (integration === "alb" && around.proxy)
    Object.assign(service, { methods: undefined, throttle: undefined, stripPrefix: false, authorization: "none" });
  // The other parts of a previous entry have to differ from what is fitted here.
  if (service["previousEntry"] !== undefined)
    service["previousEntry"] = { integration: integration === "nlb" ? "cloud-map" : "nlb" };
  fitPriority(service, around.index);
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

/** A priority above the numbers of rules by header, so only for what is chosen by its path. */
function fitPriority(service: Settings, index: number): void {
  const byHeader = ["methods", "throttle"].some((key) => service[key] !== undefined) || service["stripPrefix"] === true;
  if (byHeader || service["authorization"] !== "none") delete service["listenerRulePriority"];
  if (service["listenerRulePriority"] !== undefined) service["listenerRulePriority"] = 40_000 + index;
}

/** Most tasks of each of four services behind one load balancer: it takes 500 or 1,000. */
const TASKS = 120;

function fitScaling(service: Settings, integration: string): void {
  const scaling = objectAt(service, "scaling");
  const most = integration === "cloud-map" ? 1000 : TASKS;
  if (typeof service["desiredCount"] === "number") service["desiredCount"] = Math.min(service["desiredCount"], most);
  if (service["scaling"] === undefined) return;
  order(scaling, most);
  for (const action of Object.values(objectAt(scaling, "scheduledActions"))) {
    const bounds = action as Settings;
    bounds["min"] ??= bounds["max"] ?? 1;
    if (Number(bounds["min"]) > Number(scaling["max"])) bounds["max"] ??= bounds["min"];
    order(bounds, most);
  }
  if (integration !== "alb") delete scaling["requestsPerTarget"];
}

function order(bounds: Settings, most: number): void {
  for (const key of ["min", "max"]) if (Number(bounds[key]) > most) bounds[key] = most;
  const { min, max } = bounds;
  if (typeof min === "number" && typeof max === "number" && min > max) Object.assign(bounds, { min: max, max: min });
}

/** Whether PrivateLink may lead to a service, if it agrees: that some do where an environment asks is rare by itself. */
function canBeExposed({ path, integration, stripPrefix }: Settings): boolean {
  return path !== undefined && (integration ?? "alb") === "alb" && stripPrefix !== true;
}

/** PrivateLink to services that have agreed, or none; principals once each, and Regions of the partition. */
function fitPrivateLink(environment: Settings, exposed: readonly string[]): Settings {
  const { privateLink, consumers, ...rest } = environment;
  if (privateLink === undefined || exposed.length === 0) return rest;
  const settings = privateLink as Settings;
  const fitted = fitConsumers((consumers ?? {}) as Settings, rest);
  const all = Object.values(fitted) as Settings[];
  // Where a consumer has an API, its account is admitted by the role that deploys alone.
  const gated = new Set(all.filter((each) => each["api"] === true).map((each) => text(each["account"])));
  const admitted = all.map((each) => (gated.has(text(each["account"])) ? each["roleArn"] : each["account"]));
  const others = list(settings["allow"]).filter((each) => ![...gated].some((account) => text(each).includes(account)));
  const { id } = partitionOf(text(environment["region"]));
  const regions = list(settings["supportedRegions"]).filter((each) => partitionOf(text(each)).id === id);
  return {
    ...rest,
    privateLink: {
      ...settings,
      allow: [...new Set([...admitted, ...others])],
      services: exposed,
      ...(settings["supportedRegions"] === undefined ? {} : { supportedRegions: regions }),
    },
    ...(consumers === undefined ? {} : { consumers: fitted }),
  };
}

/** Each in its account, by a role of it; a VPC of its own or an existing one. */
function fitConsumers(consumers: Settings, { region }: Settings): Settings {
  const { id } = partitionOf(text(region));
  return mapped(consumers as Record<string, Settings>, (each) => {
    const { cidr, existing } = objectAt(each, "network");
    // No random config has a REST API.
    const ofPrivateLink = Object.entries(each).filter(([key]) => key !== "restApi");
    const { port, serviceName, region: own, api, ...rest } = Object.fromEntries(ofPrivateLink);
    // An API has a VPC of its own, and leads to the environment's own service.
    const gated = api === true && existing === undefined;
    return {
      ...rest,
      ...(own !== undefined && partitionOf(text(own)).id === id ? { region: own } : {}),
      ...(gated || serviceName === undefined || id !== "aws"
        ? {}
        : { serviceName, ...(port === undefined ? {} : { port }) }),
      roleArn: `arn:${id}:iam::${text(each["account"])}:role/deploy`,
      api: gated,
      network: existing === undefined ? { cidr: cidr ?? "10.9.0.0/24" } : { existing },
    };
  });
}

/** A name is a variable, a secret or a resource's, and none that the framework has. */
function fitNames(service: Settings): void {
  service["environment"] = renamed(service["environment"], "V_");
  service["secrets"] = renamed(service["secrets"], "S_");
  for (const [index, use] of list(service["uses"]).entries()) (use as Settings)["as"] = `U_${String(index)}`;
  for (const [index, statement] of list(service["taskPolicy"]).entries()) {
    const each = statement as Settings;
    if (each["Sid"] !== undefined) each["Sid"] = `Own${String(index)}`;
    if (each["Effect"] === undefined) each["Effect"] = "Allow";
  }
}

function renamed(record: unknown, prefix: string): Settings {
  return Object.fromEntries(
    Object.entries((record ?? {}) as Settings).map(([key, value]) => [
      key.startsWith(prefix) ? key : `${prefix}${key}`,
      value,
    ]),
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

function fitAuthorization(given: unknown, authorizer: string | undefined, scoped: boolean): unknown {
  if (typeof given !== "object" || given === null) return given ?? "none";
  if (authorizer === undefined) return "iam";
  return scoped ? { ...given, authorizer } : { authorizer };
}

/** Functions decide by themselves. */
function takesScopes(api: Settings, authorizer: string | undefined): boolean {
  return authorizer !== undefined && "issuer" in objectAt(objectAt(api, "authorizers"), authorizer);
}

function fitEnvironment(given: Settings, index: number): Settings {
  const environment = structuredClone(given);
  const network = objectAt(environment, "network");
  if (network["existing"] !== undefined) {
    const { existing, outbound } = network;
    environment["network"] = { existing, ...(outbound === undefined ? {} : { outbound }) };
  }
  const api = objectAt(environment, "api");
  fitKind(api, index);
  const names = Object.keys(objectAt(api, "authorizers"));
  const authorizer = names.find((name) => takesScopes(api, name)) ?? names[0];
  const cors = objectAt(api, "cors");
  if (cors["allowCredentials"] === true) {
    for (const key of ["allowMethods", "allowHeaders", "exposeHeaders"])
      cors[key] = list(cors[key]).filter((each) => each !== "*");
    if (list(cors["allowMethods"]).length === 0) cors["allowMethods"] = ["GET"];
  }
  for (const name of names) if (!takesScopes(api, name)) Reflect.deleteProperty(objectAt(api, "functions"), name);
  for (const [position, each] of Object.values(objectAt(api, "functions")).entries()) {
    const made = each as Settings;
    made["path"] = `/fn${String(position)}${text(made["path"]).slice(0, 100)}`;
    made["authorization"] = fitAuthorization(made["authorization"], authorizer, takesScopes(api, authorizer));
  }
  if (api["basePath"] !== undefined) api["basePath"] = `/base${text(api["basePath"]).slice(0, 100)}`;
  const domain = objectAt(api, "domain");
  if (domain["name"] !== undefined && domain["certificateArn"] === undefined)
    domain["hostedZone"] ??= { id: "Z0123456789", name: "example.com" };
  if (domain["ownershipCertificateArn"] !== undefined) {
    domain["certificateArn"] ??= domain["ownershipCertificateArn"];
    domain["mutualTls"] ??= { truststoreUri: "s3://shop-trust/clients.pem" };
  }
  if (index > 0 && domain["name"] !== undefined) domain["name"] = `e${String(index)}.example.com`;
  const loadBalancer = objectAt(environment, "loadBalancer");
  const wait = Number(api["integrationTimeoutSeconds"] ?? 29);
  if (api["responseTransferMode"] !== "stream" && Number(loadBalancer["idleTimeoutSeconds"] ?? 60) <= wait)
    environment["loadBalancer"] = { ...loadBalancer, idleTimeoutSeconds: wait + 1 };
  // Above this no service could keep its connections longer.
  if (Number(loadBalancer["idleTimeoutSeconds"] ?? 60) >= 4000)
    environment["loadBalancer"] = { ...loadBalancer, idleTimeoutSeconds: 3999 };
  return environment;
}

/** ARNs of the environment's partition, Region and account. */
function inPartition(settings: Settings, { account, region }: AwsPlace): Settings {
  const arn = /arn:aws[a-z-]*:([a-z0-9-]+):([a-z0-9-]*):(\d*):/g;
  const { id } = partitionOf(region);
  const moved = JSON.stringify(settings).replaceAll(arn, (_all, service: string, at: string, owner: string) =>
    [`arn:${id}`, service, at && region, owner && account, ""].join(":"),
  );
  return JSON.parse(moved) as Settings;
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
