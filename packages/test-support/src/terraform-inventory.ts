import { ask, type Question } from "@private-http-api/emulator";

const own = [{ Name: "tag-key", Values: ["Application"] }];

/**
 * For each type of resource in the stacks, the operation that lists it and the path in the response. Task definitions are
 * left out: their revisions are kept on purpose, so that ECS can roll back to them.
 */
const kinds: readonly (Question & { readonly things: string })[] = [
  { service: "s3", operation: "list_buckets", things: "Buckets" },
  { service: "ecr", operation: "describe_repositories", things: "repositories" },
  { service: "ec2", operation: "describe_vpcs", parameters: { Filters: own }, things: "Vpcs" },
  { service: "ec2", operation: "describe_subnets", parameters: { Filters: own }, things: "Subnets" },
  { service: "ec2", operation: "describe_security_groups", parameters: { Filters: own }, things: "SecurityGroups" },
  { service: "ec2", operation: "describe_addresses", things: "Addresses" },
  { service: "ec2", operation: "describe_internet_gateways", things: "InternetGateways" },
  {
    service: "ec2",
    operation: "describe_nat_gateways",
    parameters: { Filter: [{ Name: "state", Values: ["available", "pending"] }] },
    things: "NatGateways",
  },
  { service: "elbv2", operation: "describe_load_balancers", things: "LoadBalancers" },
  { service: "elbv2", operation: "describe_target_groups", things: "TargetGroups" },
  { service: "ecs", operation: "list_clusters", things: "clusterArns" },
  { service: "servicediscovery", operation: "list_namespaces", things: "Namespaces" },
  { service: "servicediscovery", operation: "list_services", things: "Services" },
  { service: "apigatewayv2", operation: "get_apis", things: "Items" },
  { service: "apigatewayv2", operation: "get_vpc_links", things: "Items" },
  { service: "logs", operation: "describe_log_groups", things: "logGroups" },
  { service: "iam", operation: "list_roles", things: "Roles" },
  { service: "iam", operation: "list_policies", parameters: { Scope: "Local" }, things: "Policies" },
];

/** A service-linked role, which AWS creates once per account. */
function isServiceLinked(thing: unknown): boolean {
  return (thing as { Path?: string }).Path?.startsWith("/aws-service-role/") === true;
}

/** Number of resources in AWS by the operation that lists them, without zeros. */
export async function inventory(env: NodeJS.ProcessEnv): Promise<Record<string, number>> {
  const questions = kinds.map(({ service, operation, parameters = {} }) => ({ service, operation, parameters }));
  const answers = await ask(questions, { env, progress: () => undefined });
  return Object.fromEntries(
    kinds.flatMap(({ service, operation, things }, index) => {
      const found = (answers[index] as Record<string, unknown[] | undefined>)[things];
      if (found === undefined) throw new Error(`${service} ${operation}: ${JSON.stringify(answers[index])}`);
      const own = found.filter((thing) => !isServiceLinked(thing));
      return own.length === 0 ? [] : [[`${service} ${operation}`, own.length]];
    }),
  );
}
