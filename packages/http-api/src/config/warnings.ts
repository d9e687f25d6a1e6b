import { LAMBDA_RUNTIMES, LAMBDA_RUNTIMES_AS_OF } from "../aws/lambda-runtimes";
import { fewestTasks } from "../aws/fewest-tasks";
import { ALLOCATION_FILE } from "./allocations";
import type { Config, Environment } from "./config";
import { restConsumers } from "./consumer-service";
import { entriesOf } from "./entries";
import { IMAGE_FILE } from "./image-record";
import { lambdaFunctions } from "./lambda-functions";
import { placeIn, type Place } from "./place";
import { formatPath, formatProblem, quote, type Problem } from "./problem";
import { calledServices } from "./service-calls";

/**
 * What AWS accepts and a user should know about all the same, in the order of the environments. What several environments
 * get from one place in the file is reported once.
 *
 * @param raw the config as the file has it
 */
export function configWarnings(config: Config, raw: unknown): readonly Problem[] {
  const warnings = [
    ...config.environments.flatMap((environment) => {
      const at = placeIn(raw, environment.name);
      return [
        ...runtimes(environment),
        ...dockerRange(environment),
        ...sovereignArns(environment),
        ...tracing(environment, at),
        ...cloudMapRollouts(environment, at),
        ...openRules(environment, at),
        ...consumerNames(environment),
        ...publicApis(environment),
      ];
    }),
    ...leftEnvironments(config),
  ];
  return folded([...new Map(warnings.map((warning) => [formatProblem(warning), warning])).values()]);
}

/** Places that one warning names; the others are counted, so that it stays one line. */
const NAMED = 3;

/** Folds a warning about many places into one, at the first of them. */
function folded(warnings: readonly Problem[]): readonly Problem[] {
  const messages = [...new Set(warnings.map(({ message }) => message))];
  return messages.flatMap((message): readonly Problem[] => {
    const group = warnings.filter((warning) => warning.message === message);
    const [first, ...others] = group;
    if (!first || others.length <= NAMED) return group;
    const named = others.slice(0, NAMED).map(({ path }) => formatPath(path));
    const rest = others.length - NAMED;
    return [{ ...first, message: `${first.message} (also ${named.join(", ")} and ${String(rest)} more)` }];
  });
}

/** Environments with records that the config no longer has: their stacks are no longer synthesized. */
function leftEnvironments({ name, environments, allocations, images }: Config): readonly Problem[] {
  const recorded = [allocations[name], images?.record[name]].flatMap((each) => Object.keys(each ?? {}));
  const known = new Set(environments.map((each) => each.name));
  return [...new Set(recorded)]
    .filter((each) => !known.has(each))
    .sort()
    .map((each) => ({
      path: ["environments", each],
      message: `is recorded in ${ALLOCATION_FILE} or ${IMAGE_FILE} and no longer in the config: its stacks are not synthesized, and their resources stay on AWS; put it back and destroy it (npx cdktf destroy '${each}-*'), or delete its lines in those files`,
    }));
}

/** With TLS, consumers use a name that the certificate must cover too, which cannot be checked here. */
function consumerNames({ name, internalTls, consumers }: Environment): readonly Problem[] {
  if (!internalTls) return [];
  return Object.entries(consumers)
    .filter(([, { serviceName, restApi }]) => serviceName === undefined && !restApi)
    .filter(([, { domainName }]) => domainName !== internalTls.serverName)
    .map(([consumer, { domainName }]) => ({
      path: ["environments", name, "consumers", consumer, "domainName"],
      message:
        domainName === undefined
          ? `is absent, and no certificate covers the endpoint's own name, so clients refuse it; give a name that internalTls.certificateArn covers, like ${quote(internalTls.serverName)}`
          : `got ${quote(domainName)}, and internalTls.serverName is ${quote(internalTls.serverName)}: clients refuse the certificate unless it covers both names`,
    }));
}

/** Private DNS takes all names of the Region's APIs ["Private REST APIs in API Gateway", best practices]. */
function publicApis(environment: Environment): readonly Problem[] {
  return restConsumers(environment).flatMap(([consumer, { network }]): Problem[] => {
    if (!network.existing) return [];
    const { vpcId } = network.existing;
    const message = `got ${quote(vpcId)}, where ${environment.region}'s public APIs are then reached by their custom domain names only: private DNS leads *.execute-api names to the endpoint, and that to private APIs`;
    return [
      { path: ["environments", environment.name, "consumers", consumer, "network", "existing", "vpcId"], message },
    ];
  });
}

/** Functions whose runtimes no longer get security updates. */
function runtimes(environment: Environment): readonly Problem[] {
  return lambdaFunctions(environment).flatMap(({ keys, settings }): Problem[] => {
    if (!("runtime" in settings)) return [];
    const { runtime } = settings;
    const dates = LAMBDA_RUNTIMES[runtime];
    if (!dates || dates.deprecated > LAMBDA_RUNTIMES_AS_OF) return [];
    const message = `got ${quote(runtime)}, which has had no security updates since ${dates.deprecated}; AWS refuses to create functions with it from ${dates.createBlocked} and to update them from ${dates.updateBlocked}; give a newer one`;
    return [{ path: ["environments", environment.name, "api", ...keys, "runtime"], message }];
  });
}

/** Providers up to 6.14.1 do not know the Region of the European Sovereign Cloud in ARNs [terraform-provider-aws issue 44561]. */
function sovereignArns(environment: Environment): readonly Problem[] {
  if (!JSON.stringify(environment).includes("arn:aws-eusc:")) return [];
  const message =
    "has ARNs of the partition aws-eusc, which AWS provider 6.14.1 and older refuse; use 6.15.0 or newer there (docs/versions.md)";
  return [{ path: ["environments", environment.name], message }];
}

/** AWS advises against this range for a VPC: Docker, and AWS services that run on it, have it too [Amazon VPC User Guide, "VPC CIDR blocks"]. */
function dockerRange({ name, network }: Environment): readonly Problem[] {
  // A VPC has a /16 at most, so it overlaps only if it begins with the same two octets.
  if (network.kind !== "own" || !network.cidr.startsWith("172.17.")) return [];
  const message = `got ${quote(network.cidr)}, which overlaps Docker's own network (172.17.0.0/16): hosts that run Docker, such as AWS Cloud9's, cannot reach it; give another range before the first deploy, like 10.0.0.0/16`;
  return [{ path: ["environments", name, "network", "cidr"], message }];
}

/** The X-Ray daemon gets security fixes only [AWS X-Ray Developer Guide, "X-Ray SDK and daemon support timeline"]. */
function tracing({ services }: Environment, at: Place): readonly Problem[] {
  return services
    .filter((service) => service.tracing?.collector === "x-ray")
    .map((service) => ({
      path: at(service.name, "tracing", "collector"),
      message:
        'got "x-ray", whose daemon has been in maintenance since February 2026; use "adot", with OpenTelemetry in the application',
    }));
}

/** Rules by path that stay for one deploy although the service is now chosen by the header. */
function openRules({ services }: Environment, at: Place): readonly Problem[] {
  const { now, before } = entriesOf(services);
  return services
    .filter((service) => {
      const former = before.get(service.name);
      return former?.integration === "alb" && !former.byHeader && now.get(service.name)?.byHeader === true;
    })
    .map((service) => ({
      path: at(service.name, "previousEntry"),
      message:
        "keeps a rule by path, by which a path with dot segments can reach the service past the authorization of its routes; remove previousEntry with the next deploy",
    }));
}

/** Rollouts behind Cloud Map that leave a gap, in which requests fail (containers-roadmap issue 830). */
function cloudMapRollouts({ services }: Environment, at: Place): readonly Problem[] {
  const called = calledServices(services);
  return services
    .filter(
      ({ name: service, integration }) => integration === "cloud-map" || integration === "none" || called.has(service),
    )
    .flatMap((service): Problem[] => {
      const fewest = fewestTasks(service);
      return [
        ...(fewest === 1
          ? [
              {
                path: at(service.name, service.scaling ? "scaling" : "desiredCount"),
                message:
                  "a single task behind Cloud Map is stopped before Cloud Map knows that the new one is healthy, and requests fail for up to half a minute; give two or more",
              },
            ]
          : []),
        ...(service.containerHealthCheck === undefined
          ? [
              {
                path: at(service.name, "containerHealthCheck"),
                message:
                  "is absent, so ECS considers a task healthy as soon as it runs, and stops old tasks before new ones listen; give a command that checks the service's health",
              },
            ]
          : []),
      ];
    });
}
