import type { z } from "zod";
import { checkAcrossEnvironments } from "./checks/across-environments";
import type { Check } from "./checks/check";
import { checkEnvironment } from "./checks/check-environment";
import { unusableKeysAndTexts } from "./checks/keys-and-texts";
import { Allocator } from "./allocate";
import { ALLOCATION_FILE, type Allocations } from "./allocations";
import type { Config, Environment, Service } from "./config";
import { isObject, mergeSettings } from "./merge";
import { placeIn, type Place } from "./place";
import { formatProblem, quote, type Problem } from "./problem";
import { frameSchema } from "./schema/config-schema";
import { environmentSchema, type EnvironmentSettings } from "./schema/environment-schema";
import { issueMessage } from "./schema/issue-message";
import { NetworkProblem, resolveNetwork } from "./schema/network-schema";
import { serviceSchema, type ServiceConfig } from "./schema/service-schema";
import { calledServices } from "./service-calls";
import { sortKeys } from "./sort-keys";

/**
 * A config with its defaults; or everything that is wrong with it.
 *
 * @param recorded numbers of earlier runs @default none
 * @param checks further checks, for example of folders that the config names @default none
 */
export function resolveConfig(
  raw: unknown,
  recorded: Allocations = {},
  checks: readonly Check[] = [],
): { config?: Config; problems: readonly Problem[] } {
  const problems = new ProblemList();
  problems.parse(frameSchema, raw, []);
  for (const { path, message } of unusableKeysAndTexts(raw)) problems.add(path, message);
  if (!isObject(raw)) return { problems: problems.all };
  // Services and environments are checked even where the frame is refused, so that one run shows every problem.
  const services = section(raw, "services", problems);
  for (const [name, service] of Object.entries(services)) problems.parse(serviceSchema, service, ["services", name]);
  const application = typeof raw.name === "string" ? raw.name : "";
  const allocator = new Allocator(application, recorded, Object.keys(services));
  const declared = section(raw, "environments", problems);
  const environments = Object.entries(declared).flatMap(([name, environment]) => {
    const settings = isObject(environment) ? environment : {};
    const context = { application, base: services, allocator, problems, checks };
    return resolveEnvironment(name, settings, placeIn(raw, name), context) ?? [];
  });
  refusePrefixes(Object.keys(declared), problems);
  for (const { path, message } of checkAcrossEnvironments(application, environments)) problems.add(path, message);
  if (problems.all.length > 0) return { problems: problems.all };
  const config = { name: application, environments: byName(environments), allocations: allocator.allocations };
  // The order of keys means nothing, and must change nothing in Terraform's JSON.
  return { config: sortKeys(config), problems: [] };
}

function section(raw: Readonly<Record<string, unknown>>, key: "services" | "environments", problems: ProblemList) {
  const entries = raw[key];
  if (!isObject(entries)) return {};
  if (Object.keys(entries).length === 0) problems.add([key], `is empty; give at least one`);
  return entries;
}

function byName<T extends { readonly name: string }>(all: readonly T[]): readonly T[] {
  return [...all].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Stacks are deployed and destroyed by pattern, and 'dev-*' would take those of `dev-eu` too. */
function refusePrefixes(names: readonly string[], problems: ProblemList): void {
  for (const name of names) {
    const prefix = names.find((other) => name.startsWith(`${other}-`));
    if (prefix === undefined) continue;
    const message = `begins with the name of ${prefix}, and '${prefix}-*' would deploy and destroy the stacks of both; give a name that does not begin so`;
    problems.add(["environments", name], message);
  }
}

/** What every environment of a config is resolved with. */
interface Context {
  readonly application: string;
  /** The services, as the file writes them. */
  readonly base: Readonly<Record<string, unknown>>;
  readonly allocator: Allocator;
  readonly problems: ProblemList;
  readonly checks: readonly Check[];
}

function resolveEnvironment(
  name: string,
  { services: given, ...raw }: Readonly<Record<string, unknown>>,
  place: Place,
  { application, base, allocator, problems, checks }: Context,
): Environment | undefined {
  const overrides = isObject(given) ? given : {};
  const at = ["environments", name];
  for (const service of Object.keys(overrides).filter((key) => !Object.hasOwn(base, key))) {
    problems.add([...at, "services", service], `no such service; declared: ${Object.keys(base).join(", ")}`);
  }
  const configs = Object.entries(base).flatMap(([service, settings]): (ServiceConfig & { name: string })[] => {
    const merged = mergeSettings(settings, Object.hasOwn(overrides, service) ? overrides[service] : undefined);
    // What is wrong in the service itself was reported already, at its own place.
    const parsed = problems.parse(serviceSchema, merged, [...at, "services", service], ["services", service]);
    return parsed ? [{ ...parsed, name: service }] : [];
  });
  const services = resolveServices(configs);
  const settings = problems.parse(environmentSchema, raw, at);
  if (!settings) return undefined;
  const network = networkOf(settings, at, problems);
  if (!network) return undefined;
  const logRetentionDays = settings.logRetentionDays ?? (settings.protect ? 90 : 14);
  const numbers = numbersOf(allocator, name, services, problems);
  if (!numbers) return undefined;
  const environment = { ...settings, name, network, logRetentionDays, services: byName(services), ...numbers };
  const input = { application, environment: { ...environment, services }, declared: Object.keys(base), at: place };
  const found = checkEnvironment(input, checks);
  for (const { path, message } of found) problems.add(path, message);
  return environment;
}

/** Settings whose default depends on how the service is reached. */
function resolveServices(configs: readonly (ServiceConfig & { name: string })[]): readonly Service[] {
  const called = calledServices(configs);
  return configs.map((config) => {
    const integration = config.integration ?? (config.path === undefined ? "none" : "alb");
    return { ...config, integration, ...timesOf({ ...config, integration }, called.has(config.name)) };
  });
}

/** Times that depend on how the service is reached, or was until this deploy: the longer ones. */
function timesOf(
  service: Pick<ServiceConfig, "drainSeconds" | "healthCheckGracePeriodSeconds" | "previousEntry"> &
    Pick<Service, "integration">,
  isCalled: boolean,
) {
  const { drainSeconds, healthCheckGracePeriodSeconds } = service;
  const integrations = [service.integration, service.previousEntry?.integration];
  const isFoundByName = isCalled || integrations.includes("cloud-map") || integrations.includes("none");
  return {
    // Callers cache addresses of Cloud Map for the TTL of its records, ten seconds.
    drainSeconds: drainSeconds ?? (isFoundByName ? 15 : 5),
    // A Network Load Balancer's targets take minutes to become healthy (aws-cdk issue 16675).
    healthCheckGracePeriodSeconds: healthCheckGracePeriodSeconds ?? (integrations.includes("nlb") ? 300 : 60),
  };
}

function numbersOf(allocator: Allocator, environment: string, services: readonly Service[], problems: ProblemList) {
  try {
    return allocator.numbersOf(environment, services);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const message = `${error.message}: ${ALLOCATION_FILE} reserves them; delete the lines of services whose listeners and rules are destroyed`;
    problems.add(["environments", environment, "services"], message);
    return undefined;
  }
}

function networkOf(
  { network, region }: EnvironmentSettings,
  at: readonly string[],
  problems: ProblemList,
): Environment["network"] | undefined {
  try {
    return resolveNetwork(network, region);
  } catch (error) {
    if (!(error instanceof NetworkProblem)) throw error;
    problems.add([...at, "network", error.key], error.message);
    return undefined;
  }
}

class ProblemList {
  private readonly byText = new Map<string, Problem>();

  get all(): readonly Problem[] {
    return [...this.byText.values()];
  }

  add(path: readonly PropertyKey[], message: string): void {
    this.byText.set(formatProblem({ path, message }), { path, message });
  }

  /** Parses, and reports what is wrong at `at`, unless the same was reported `elsewhere` already. */
  parse<S extends z.ZodType>(
    schema: S,
    value: unknown,
    at: readonly PropertyKey[],
    elsewhere?: readonly PropertyKey[],
  ): z.output<S> | undefined {
    const result = schema.safeParse(value, { error: issueMessage });
    if (result.success) return result.data;
    for (const issue of result.error.issues.flatMap((each) => ofBranch(each))) {
      const message = described(issue, value);
      const said =
        elsewhere !== undefined && this.byText.has(formatProblem({ path: [...elsewhere, ...issue.path], message }));
      if (!said) this.add([...at, ...issue.path], message);
    }
    return undefined;
  }
}

/**
 * Instead of "none of the forms fits": what is wrong with the form that was meant, the one that has more of the given
 * keys than any other.
 */
function ofBranch(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const branches = issue.errors.filter(
    (issues) => !issues.some(({ path, code }) => path.length === 0 && code !== "unrecognized_keys"),
  );
  const unknown = branches.map(
    (issues) =>
      issues.flatMap((each) => (each.code === "unrecognized_keys" && each.path.length === 0 ? each.keys : [])).length,
  );
  const fewest = Math.min(...unknown);
  const [meant, another] = branches.filter((_issues, index) => unknown[index] === fewest);
  if (!meant || another) return [issue];
  return meant.map((each) => ({ ...each, path: [...issue.path, ...each.path] })).flatMap((each) => ofBranch(each));
}

/** A check's own message, preceded by what was given. */
function described(issue: z.core.$ZodIssue, root: unknown): string {
  if (issue.code !== "custom" && issue.code !== "invalid_format") return issue.message;
  const given = issue.path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    root,
  );
  return /^(?:got |is missing)/.test(issue.message) ? issue.message : `got ${quote(given)}; ${issue.message}`;
}
