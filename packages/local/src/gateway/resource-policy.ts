import { UserError } from "@private-http-api/cli-kit";
import { wildcard } from "@private-http-api/topology";
import { z } from "zod";
import { isSigned } from "./authorize";
import { routeArn } from "./authorizer-event";
import type { Exchange } from "./exchange";
import { names } from "./authorizer-result";
import type { Refusal } from "./refusal";

const oneOrMore = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const policySchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.enum(["Allow", "Deny"]),
      Principal: z.union([z.string(), z.object({ AWS: oneOrMore })]),
      Action: oneOrMore,
      Resource: oneOrMore,
      Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).default({}),
    }),
  ),
});

type Statement = z.output<typeof policySchema>["Statement"][number];

/** Who may call a REST API, as far as this machine can tell callers apart. */
export interface ResourcePolicy {
  /** Through which endpoint requests count as sent. @default the API is not called through endpoints */
  readonly endpoint?: string;
  /** A refusal, or nothing where the policy lets the request pass. */
  readonly check: (exchange: Exchange) => Refusal | undefined;
}

/**
 * Reads a resource policy: a statement that denies goes first, then one has to allow ["API Gateway resource policies"].
 * Principals are those of a signed request, whoever signed it: keys are with IAM.
 *
 * @param from the endpoint that callers use @default the first that the policy names
 * @throws UserError where it cannot be decided here
 */
export function readResourcePolicy(text: string, from: string | undefined): ResourcePolicy {
  const { Statement } = policySchema.parse(JSON.parse(text));
  const endpoint = from ?? Statement.flatMap(endpointsOf)[0];
  for (const statement of Statement) checkConditions(statement);
  function check(exchange: Exchange): Refusal | undefined {
    const about = Statement.filter((statement) => concerns(statement, exchange, endpoint));
    const denied = about.some(({ Effect }) => Effect === "Deny");
    if (!denied && about.some(({ Effect }) => Effect === "Allow")) return undefined;
    const who = isSigned(exchange) ? "the caller" : "anonymous";
    const why = denied ? "with an explicit deny" : "because no resource-based policy allows it";
    exchange.authorizerError = `the resource policy does not let ${who} pass${endpoint === undefined ? "" : ` through ${endpoint}`}`;
    return {
      status: 403,
      message: `User: ${who} is not authorized to perform: execute-api:Invoke ${why}`,
      key: "Message",
    };
  }
  return { check, ...(endpoint === undefined ? {} : { endpoint }) };
}

function concerns(statement: Statement, exchange: Exchange, endpoint: string | undefined): boolean {
  const { Action, Resource, Condition } = statement;
  return (
    isOf(statement, exchange) &&
    Action.some((action) => wildcard(action, { ignoreCase: true })("execute-api:invoke")) &&
    Resource.some((resource) => names(resource, routeArn(exchange))) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.values(keys).every((values) => holds(operator, values, endpoint ?? "")),
    )
  );
}

function isOf({ Principal }: Statement, exchange: Exchange): boolean {
  const principals = typeof Principal === "string" ? [Principal] : Principal.AWS;
  return principals.includes("*") || isSigned(exchange);
}

const OPERATORS: Readonly<Record<string, (values: readonly string[], endpoint: string) => boolean>> = {
  StringEquals: (values, endpoint) => values.includes(endpoint),
  StringNotEquals: (values, endpoint) => !values.includes(endpoint),
  StringLike: (values, endpoint) => values.some((value) => wildcard(value)(endpoint)),
  StringNotLike: (values, endpoint) => !values.some((value) => wildcard(value)(endpoint)),
};

function holds(operator: string, values: readonly string[], endpoint: string): boolean {
  return OPERATORS[operator]?.(values, endpoint) ?? false;
}

function endpointsOf({ Condition }: Statement): readonly string[] {
  return Object.values(Condition).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => (isEndpoint(key) ? values : [])),
  );
}

function isEndpoint(key: string): boolean {
  return key.toLowerCase() === "aws:sourcevpce";
}

function checkConditions({ Condition }: Statement): void {
  for (const [operator, keys] of Object.entries(Condition)) {
    for (const key of Object.keys(keys)) {
      if (isEndpoint(key) && OPERATORS[operator] !== undefined) continue;
      throw new UserError(`the resource policy's condition ${operator} on ${key} cannot be decided here`);
    }
  }
}
