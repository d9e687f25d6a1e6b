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

/** Interface endpoints that services need in a network without another way out, by the last part of their names. */
export function endpointsFor(services: readonly ServiceProps[]): readonly string[] {
  return [...new Set([...FARGATE, ...services.flatMap(endpointsOf).sort()])];
}

function endpointsOf({ secrets = {}, exec = false, tracing, taskPolicy = [] }: ServiceProps): readonly string[] {
  return [
    ...Object.values(secrets).map((arn) => (isSecretsManager(arn) ? "secretsmanager" : "ssm")),
    ...(exec ? ["ssmmessages"] : []),
    ...(tracing ? ["xray"] : []),
    ...taskPolicy.filter(({ Effect }) => Effect === "Allow").flatMap(calledServices),
  ];
}

function calledServices({ Action }: PolicyStatement): readonly string[] {
  return [Action]
    .flat()
    .map((action) => action.split(":")[0] ?? "")
    .filter((service) => BY_ACTION_PREFIX.has(service));
}
