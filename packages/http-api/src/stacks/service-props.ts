import type { Environment, Service } from "../config/config";
import { callEnvironment, namespaceOf } from "../config/service-calls";
import { type Entries, entriesOf, type Entry, previousRuleName } from "../config/entries";
import { SERVICE_HEADER } from "../config/service-header";
import { arn } from "../constructs/arn";
import { repositoryArnOf } from "../constructs/task-roles";
import type { BaseStackProps } from "./base-stack";
import type { EntryPoint, ServiceProps } from "./service";
import { serviceFeatures } from "./service-features";
import { usesEnvironment } from "./service-uses";
import { repositoryName } from "./image-build";

/** Numbers of listeners and rules. */
type Numbers = Pick<Environment, "listenerRulePriorities" | "listenerPorts">;

/** An environment's services as props of the producer stack. */
export function serviceProps(
  base: BaseStackProps,
  environment: Environment,
  imageUris: ReadonlyMap<string, string>,
): readonly ServiceProps[] {
  const { services } = environment;
  const entries = entriesOf(services);
  const namespace = namespaceOf(`${base.application}-${environment.name}`);
  return services.map((service) => ({
    ...settingsOf(service),
    ...imageOf(base, service, imageUris),
    ...serviceFeatures(service, environment),
    environment: {
      ...containerEnvironment(service),
      ...usesEnvironment(service, environment),
      ...callEnvironment(service, services, namespace),
    },
    ...entryPointsOf(service, entries, environment),
  }));
}

/** Settings that are passed to the stack unchanged. */
function settingsOf(service: Service) {
  return {
    name: service.name,
    port: service.port,
    cpu: service.cpu,
    memoryMiB: service.memoryMiB,
    architecture: service.architecture,
    desiredCount: service.desiredCount,
    secrets: service.secrets,
    secretKeyArns: service.secretKeyArns,
    exec: service.exec,
    ...(service.healthCheck ? { healthCheck: service.healthCheck } : {}),
    calls: service.calls,
    healthCheckGracePeriodSeconds: service.healthCheckGracePeriodSeconds,
    deregistrationDelaySeconds: service.deregistrationDelaySeconds,
    stopTimeoutSeconds: service.stopTimeoutSeconds,
  };
}

function imageOf(
  base: BaseStackProps,
  { name, image }: Pick<Service, "name" | "image">,
  imageUris: ReadonlyMap<string, string>,
): Pick<ServiceProps, "image" | "repositoryArn"> {
  if ("uri" in image) return { image: image.uri, repositoryArn: repositoryArnOf(image.uri) };
  const uri = imageUris.get(name);
  if (uri === undefined) throw new Error(`no image was built for ${name}`);
  return { image: uri, repositoryArn: arn("ecr", `repository/${repositoryName(base, name)}`, base.placement) };
}

/** Variables of the container: the user's, and settings that must agree with AWS's. */
function containerEnvironment(service: Omit<Service, "scaling">): Readonly<Record<string, string>> {
  return {
    NODE_ENV: "production",
    ...service.environment,
    PORT: String(service.port),
    REQUEST_TIMEOUT_SECONDS: String(service.requestTimeoutSeconds),
    KEEP_ALIVE_TIMEOUT_SECONDS: String(service.keepAliveTimeoutSeconds),
    DRAIN_SECONDS: String(service.drainSeconds),
  };
}

/** The entry point of a service, and the previous one. */
function entryPointsOf(
  service: Omit<Service, "scaling">,
  { now, before }: Entries,
  numbers: Numbers,
): Pick<ServiceProps, "entryPoint" | "previousEntryPoint"> {
  const { name } = service;
  const [current, former] = [now.get(name), before.get(name)];
  if (!current) return { entryPoint: { kind: "none" } };
  const ruleName = current.integration === "alb" ? previousRuleName(name) : name;
  return {
    entryPoint: entryPointOf(service, current, name, numbers),
    ...(former ? { previousEntryPoint: entryPointOf(service, former, ruleName, numbers) } : {}),
  };
}

function entryPointOf(
  { name, healthCheck, instanceAttributes }: Omit<Service, "scaling">,
  { integration, path, byHeader }: Entry,
  ruleName: string,
  { listenerRulePriorities, listenerPorts }: Numbers,
): EntryPoint {
  switch (integration) {
    case "alb":
      return {
        kind: "alb",
        path,
        healthCheck: given(healthCheck, `health check of ${name}`),
        priority: given(listenerRulePriorities[ruleName], `listener rule priority for ${ruleName}`),
        ...(byHeader ? { header: { name: SERVICE_HEADER, value: name } } : {}),
      };
    case "nlb":
      return {
        kind: "nlb",
        healthCheck: given(healthCheck, `health check of ${name}`),
        listenerPort: given(listenerPorts[name], `listener port for ${name}`),
      };
    case "cloud-map":
      return { kind: "cloud-map", attributes: instanceAttributes ?? {} };
    case "none":
      return { kind: "none" };
  }
}

/** A value that the config's checks guarantee. */
function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what}`);
  return value;
}
