import type { IncomingMessage } from "node:http";
import type { ExchangeFacts } from "./exchange-facts";
import { type JwtFacts, lambdaEvent, LOCAL_ACCOUNT_ID } from "./lambda-event";
import { queryValuesByName } from "./query-string";

type Multi = Readonly<Record<string, readonly string[]>>;

/**
 * Payload format 1.0, the default of an integration in Terraform ("Working with AWS Lambda proxy integrations for HTTP
 * APIs"); fields without a value are null. A header has its last value and a query parameter its first, as in the sample
 * event there. `path` begins with a named stage, `resourcePath` does not (seen in dougmoscrop/serverless-http pull
 * request 143).
 */
export interface LambdaEventV1 {
  readonly version: "1.0";
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly multiValueHeaders: Multi;
  readonly queryStringParameters: Readonly<Record<string, string>> | null;
  readonly multiValueQueryStringParameters: Multi | null;
  readonly requestContext: Readonly<Record<string, unknown>>;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/** Builds the event of a request whose body was read. */
export function lambdaEventV1(facts: ExchangeFacts & JwtFacts, request: IncomingMessage): LambdaEventV1 {
  return { version: "1.0", ...eventFields(facts, request) };
}

/** The event without its version, which the one of a REST API does not have. */
export function eventFields(facts: ExchangeFacts & JwtFacts, request: IncomingMessage): Omit<LambdaEventV1, "version"> {
  const event = lambdaEvent(facts, request);
  const { requestContext: context, rawPath, body, isBase64Encoded } = event;
  const { http } = context;
  const multiValueHeaders = headerValues(event.cookies, event.headers, request);
  const query = facts.query === "" ? null : queryValuesByName(facts.query);
  const resource = facts.routeKey?.split(" ")[1] ?? "$default";
  return {
    resource,
    path: rawPath,
    httpMethod: http.method,
    headers: mapValues(multiValueHeaders, (values) => values.at(-1) ?? ""),
    multiValueHeaders,
    queryStringParameters: query === null ? null : mapValues(query, (values) => values[0] ?? ""),
    multiValueQueryStringParameters: query,
    requestContext: {
      accountId: LOCAL_ACCOUNT_ID,
      apiId: context.apiId,
      authorizer: context.authorizer?.jwt ?? context.authorizer?.lambda ?? { claims: null, scopes: null },
      domainName: context.domainName,
      domainPrefix: context.domainPrefix,
      extendedRequestId: facts.requestId,
      httpMethod: http.method,
      identity: { ...ANONYMOUS, sourceIp: http.sourceIp, userAgent: http.userAgent },
      path: rawPath,
      protocol: http.protocol,
      requestId: facts.requestId,
      requestTime: context.time,
      requestTimeEpoch: context.timeEpoch,
      resourceId: null,
      resourcePath: resource,
      stage: context.stage,
    },
    pathParameters: event.pathParameters ?? null,
    stageVariables: event.stageVariables ?? null,
    body: body ?? null,
    isBase64Encoded,
  };
}

/** The identity of a caller without IAM or Cognito credentials. */
const ANONYMOUS = {
  accessKey: null,
  accountId: null,
  caller: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};

/** All values of the headers in an event of format 2.0, and the cookies, which are a header here. */
function headerValues(
  cookies: readonly string[] | undefined,
  headers: Readonly<Record<string, string>>,
  request: IncomingMessage,
): Multi {
  const sent = request.headersDistinct;
  const values = Object.entries(headers).map(([name, text]) => {
    const distinct = sent[name] ?? [];
    return [name, distinct.length > 1 ? distinct : [text]] as const;
  });
  const cookie = cookies === undefined ? {} : { cookie: [cookies.join("; ")] };
  return { ...Object.fromEntries<readonly string[]>(values), ...cookie };
}

function mapValues(record: Multi, value: (values: readonly string[]) => string): Readonly<Record<string, string>> {
  return Object.fromEntries<string>(Object.entries(record).map(([name, values]) => [name, value(values)]));
}
