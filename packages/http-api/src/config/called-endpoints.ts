import { parseArn } from "@private-http-api/terraform-json/values";
import { endpointsOfAction } from "../aws/endpoint-services";

/** What Fargate itself needs: to pull an image and to write logs. */
const FARGATE = ["ecr.api", "ecr.dkr", "logs"];

/** AWS services with a gateway endpoint: free, and a route instead of network interfaces. Every network has S3's. */
const BY_GATEWAY = new Set(["dynamodb"]);

/** The parts of a statement that say which AWS services are called. */
interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Condition?: Readonly<Record<string, object>> | undefined;
}

/** The settings of a service that say which AWS services its tasks call. */
export interface Caller {
  /** ARNs by variable. @default none */
  readonly secrets?: Readonly<Record<string, string>>;
  /** @default no shells */
  readonly exec?: boolean;
  /** @default no traces */
  readonly tracing?: object | undefined;
  /** Statements of the task role. @default none */
  readonly taskPolicy?: readonly Statement[];
}

/**
 * Interface endpoints that services need in a network without outbound access, by the last part of their names.
 *
 * @param sessionKey whether shells in tasks are encrypted with a customer key, which the agent then asks KMS for
 */
export function endpointsFor(services: readonly Caller[], sessionKey: boolean): readonly string[] {
  return [...new Set([...FARGATE, ...services.flatMap((service) => endpointsOf(service, sessionKey)).sort()])];
}

function endpointsOf(
  { secrets = {}, exec = false, tracing, taskPolicy = [] }: Caller,
  sessionKey: boolean,
): readonly string[] {
  return [
    ...Object.values(secrets).map((arn) => (parseArn(arn)?.service === "secretsmanager" ? "secretsmanager" : "ssm")),
    ...(exec ? ["ssmmessages"] : []),
    ...(exec && sessionKey ? ["kms"] : []),
    ...(tracing ? ["xray"] : []),
    ...allowedActions(taskPolicy).flatMap((action) => endpointsOfAction(action) ?? []),
  ];
}

/** AWS services with a gateway endpoint that a service calls, by the last part of the endpoint's name. */
export function gatewaysFor({ taskPolicy = [] }: Pick<Caller, "taskPolicy">): readonly string[] {
  return [...new Set(calledServices(taskPolicy).filter((service) => BY_GATEWAY.has(service)))].sort();
}

function calledServices(statements: readonly Statement[]): readonly string[] {
  return allowedActions(statements).map((action) => action.split(":")[0]?.toLowerCase() ?? "");
}

function allowedActions(statements: readonly Statement[]): readonly string[] {
  return statements
    .filter((statement) => statement.Effect === "Allow" && !isOnBehalfOf(statement))
    .flatMap(({ Action }) => [Action].flat());
}

/** Whether another AWS service makes the call, as S3 does with the key of an object. */
function isOnBehalfOf({ Condition = {} }: Statement): boolean {
  return Object.values(Condition).some((keys) =>
    Object.keys(keys).some((key) => key.toLowerCase() === "kms:viaservice"),
  );
}
