import type { Environment } from "../config";
import { accountOf } from "../principal";
import { quote, type Problem } from "../problem";
import type { ConsumerSettings } from "../schema/consumer-schema";
import type { Check } from "./check";

/** APIs of consumers that have no way to the services, or whose authorization somebody could get around. */
export const checkConsumerApis: Check = ({ environment }) => {
  const { name, consumers, privateLink } = environment;
  const at = ["environments", name];
  const all = Object.entries(consumers);
  const roles = new Map<string, string>();
  const problems: Problem[] = [];
  for (const [consumer, settings] of all.filter(([, { api }]) => api)) {
    problems.push(...ofOne(environment, settings, [...at, "consumers", consumer]));
    if (settings.roleArn !== undefined) roles.set(settings.account, `consumers.${consumer}`);
  }
  const deploying = new Set(all.flatMap(([, { roleArn }]) => roleArn ?? []));
  const around = (privateLink?.allow ?? []).flatMap((principal, index): Problem[] => {
    const account = accountOf(principal);
    const consumer = roles.get(account);
    if (consumer === undefined || deploying.has(principal)) return [];
    const only = all.flatMap(([, each]) => (each.account === account && each.roleArn ? [quote(each.roleArn)] : []));
    const message = `got ${quote(principal)}, and ${consumer} has an API there: whoever may create endpoints could get around its authorizers; admit only the role that deploys, ${[...new Set(only)].join(" or ")}`;
    return [{ path: [...at, "privateLink", "allow", index], message }];
  });
  return [...problems, ...around];
};

function ofOne(
  environment: Environment,
  { account, roleArn, serviceName, network }: ConsumerSettings,
  path: readonly PropertyKey[],
): readonly Problem[] {
  const problems: Problem[] = [];
  if (environment.api.kind === "rest") {
    const message =
      'got true beside api.kind "rest", and a consumer\'s API is an HTTP API with the routes of the environment\'s own; give restApi: true in its place, an endpoint for the private REST API, or set api.kind to "http"';
    problems.push({ path: [...path, "api"], message });
  }
  if (serviceName !== undefined) {
    const message =
      "got true beside serviceName: its routes are those of the environment's own services; leave one of them out";
    problems.push({ path: [...path, "api"], message });
  }
  if (network.existing) {
    const message =
      "got true beside network.existing: its load balancer leads to addresses that the stack fixes in a VPC of its own; give network.cidr, which may overlap any other range";
    problems.push({ path: [...path, "api"], message });
  }
  for (const { name, authorization } of environment.services) {
    if (typeof authorization !== "object" || environment.privateLink?.services.includes(name) !== true) continue;
    const authorizer = environment.api.authorizers[authorization.authorizer];
    if (authorizer === undefined || "issuer" in authorizer) continue;
    const message = `got true, and service ${quote(name)} asks authorizer ${quote(authorization.authorizer)}, a function of another account; give it an authorizer with an issuer, or "iam", or leave it out of privateLink.services`;
    problems.push({ path: [...path, "api"], message });
  }
  // Elsewhere a consumer has a role anyway.
  if (roleArn === undefined && account === environment.account && environment.access === undefined) {
    const message = `is missing, and with \`api\` privateLink.allow has to admit one role in place of the account; give the ARN of the role of account ${account} that deploys`;
    problems.push({ path: [...path, "roleArn"], message });
  }
  return problems;
}
