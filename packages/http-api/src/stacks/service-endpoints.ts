import { endpointsOfAction } from "../aws/endpoint-services";
import type { PolicyStatement } from "../constructs/policy-document";
import { isSecretsManager } from "../constructs/secret-access";
import { repositoryArnOf } from "../constructs/task-roles";
import type { ServiceProps } from "./service";

/** What Fargate itself needs: to pull an image and to write logs. */
const FARGATE = ["ecr.api", "ecr.dkr", "logs"];

/** AWS services with a gateway endpoint: free, and a route in place of an address. S3's is part of every network. */
const BY_GATEWAY = new Set(["dynamodb"]);

/**
 * Interface endpoints that services need in a network without outbound access, by the last part of their names.
 *
 * @param sessionKey whether shells in tasks are encrypted with a customer key, which the agent then asks KMS for
 */
export function endpointsFor(services: readonly ServiceProps[], sessionKey: boolean): readonly string[] {
  return [...new Set([...FARGATE, ...services.flatMap((service) => endpointsOf(service, sessionKey)).sort()])];
}

function endpointsOf(
  { secrets = {}, exec = false, tracing, taskPolicy = [] }: ServiceProps,
  sessionKey: boolean,
): readonly string[] {
  return [
    ...Object.values(secrets).map((arn) => (isSecretsManager(arn) ? "secretsmanager" : "ssm")),
    ...(exec ? ["ssmmessages"] : []),
    ...(exec && sessionKey ? ["kms"] : []),
    ...(tracing ? ["xray"] : []),
    ...allowedActions(taskPolicy).flatMap((action) => endpointsOfAction(action) ?? []),
  ];
}

/** AWS services with a gateway endpoint that a service calls, by the last part of the endpoint's name. */
export function gatewaysFor({ taskPolicy = [] }: Pick<ServiceProps, "taskPolicy">): readonly string[] {
  return [...new Set(calledServices(taskPolicy).filter((service) => BY_GATEWAY.has(service)))].sort();
}

function calledServices(statements: readonly PolicyStatement[]): readonly string[] {
  return allowedActions(statements).map((action) => action.split(":")[0]?.toLowerCase() ?? "");
}

function allowedActions(statements: readonly PolicyStatement[]): readonly string[] {
  return statements
    .filter((statement) => statement.Effect === "Allow" && !isOnBehalfOf(statement))
    .flatMap(({ Action }) => [Action].flat());
}

/** Whether another AWS service makes the call, as S3 does with the key of an object. */
function isOnBehalfOf({ Condition = {} }: PolicyStatement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase() === "kms:viaservice"),
  );
}

/** ARNs of what services name: repositories, secrets, keys and the resources of their policies. */
export function namedArns(services: readonly ServiceProps[]): readonly string[] {
  const named = services.flatMap(({ repositoryArn, tracing, secrets = {}, secretKeyArns = [], taskPolicy = [] }) => [
    repositoryArn,
    tracing ? repositoryArnOf(tracing.image) : undefined,
    ...Object.values(secrets),
    ...secretKeyArns,
    ...taskPolicy.filter(({ Effect }) => Effect === "Allow").flatMap(({ Resource = [] }) => Resource),
  ]);
  return [...new Set(named.filter((arn) => arn !== undefined))].sort();
}
