import type { PolicyStatement } from "../constructs/policy-document";
import { isSecretsManager } from "../constructs/secret-access";
import type { ServiceProps } from "./service";

/** What Fargate itself needs: to pull an image and to write logs. */
const FARGATE = ["ecr.api", "ecr.dkr", "logs"];

/** Services whose actions in a task policy are reached through an endpoint of the same name. */
const BY_ACTION_PREFIX = new Set([
  "events",
  "kms",
  "lambda",
  "rds-data",
  "secretsmanager",
  "sns",
  "sqs",
  "ssm",
  "states",
  "sts",
  "xray",
]);

/** AWS services with a gateway endpoint: free, and a route in place of an address. S3's is part of every network. */
const BY_GATEWAY = new Set(["dynamodb"]);

/** Interface endpoints that services need in a network without another way out, by the last part of their names. */
export function endpointsFor(services: readonly ServiceProps[]): readonly string[] {
  return [...new Set([...FARGATE, ...services.flatMap(endpointsOf).sort()])];
}

function endpointsOf({ secrets = {}, exec = false, tracing, taskPolicy = [] }: ServiceProps): readonly string[] {
  return [
    ...Object.values(secrets).map((arn) => (isSecretsManager(arn) ? "secretsmanager" : "ssm")),
    ...(exec ? ["ssmmessages"] : []),
    ...(tracing ? ["xray"] : []),
    ...calledServices(taskPolicy).filter((service) => BY_ACTION_PREFIX.has(service)),
  ];
}

/** AWS services with a gateway endpoint that a service calls, by the last part of the endpoint's name. */
export function gatewaysFor({ taskPolicy = [] }: Pick<ServiceProps, "taskPolicy">): readonly string[] {
  return [...new Set(calledServices(taskPolicy).filter((service) => BY_GATEWAY.has(service)))].sort();
}

function calledServices(statements: readonly PolicyStatement[]): readonly string[] {
  return statements
    .filter((statement) => statement.Effect === "Allow" && !isOnBehalfOf(statement))
    .flatMap(({ Action }) => [Action].flat())
    .map((action) => action.split(":")[0]?.toLowerCase() ?? "");
}

/** Whether another AWS service makes the call, as S3 does with the key of an object. */
function isOnBehalfOf({ Condition = {} }: PolicyStatement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase() === "kms:viaservice"),
  );
}
