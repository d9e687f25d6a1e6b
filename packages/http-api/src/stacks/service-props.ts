import { servicesRoutedByHeader } from "../config/services-routed-by-header";
import type { Environment, Service } from "../config/config";
import { callEnvironment, namespaceOf } from "../config/service-calls";
import { SERVICE_HEADER } from "../config/service-header";
import { arn } from "../constructs/arn";
import { repositoryArnOf } from "../constructs/task-roles";
import type { BaseStackProps } from "./base-stack";
import type { ServiceProps } from "./service";
import { serviceFeatures } from "./service-features";
import { usesEnvironment } from "./service-uses";
import { repositoryName } from "./image-build";

/** An environment's services as the producer stack takes them. */
export function serviceProps(
  base: BaseStackProps,
  environment: Environment,
  imageUris: ReadonlyMap<string, string>,
): readonly ServiceProps[] {
  const { services, listenerRulePriorities: priorities, listenerPorts: ports } = environment;
  const byHeader = servicesRoutedByHeader(services);
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
    entryPoint: entryPointOf(service, { priorities, ports, byHeader }),
  }));
}

/** Settings that the stack takes as the config has them. */
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

/** What the container finds in its environment: the user's variables, and the settings that must agree with AWS's. */
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

function entryPointOf(
  { name, path, healthCheck, integration, instanceAttributes }: Omit<Service, "scaling">,
  {
    priorities,
    ports,
    byHeader,
  }: {
    readonly priorities: Readonly<Record<string, number>>;
    readonly ports: Readonly<Record<string, number>>;
    readonly byHeader: ReadonlySet<string>;
  },
): ServiceProps["entryPoint"] {
  switch (integration) {
    case "alb":
      return {
        kind: "alb",
        path: given(path, `path of ${name}`),
        healthCheck: given(healthCheck, `health check of ${name}`),
        priority: given(priorities[name], `listener rule priority for ${name}`),
        ...(byHeader.has(name) ? { header: { name: SERVICE_HEADER, value: name } } : {}),
      };
    case "nlb":
      return {
        kind: "nlb",
        healthCheck: given(healthCheck, `health check of ${name}`),
        listenerPort: given(ports[name], `listener port for ${name}`),
      };
    case "cloud-map":
      return { kind: "cloud-map", attributes: instanceAttributes ?? {} };
    case "none":
      return { kind: "none" };
  }
}

/** What the checks of the config have seen to. */
function given<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`no ${what}`);
  return value;
}
