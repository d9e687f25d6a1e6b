import { commonLogTime, domainName, LOCAL_API_ID } from "./context-variables";
import type { ExchangeFacts } from "./exchange-facts";
import { backendHeaders } from "./forwarding-headers";
import { queryRecord } from "./query-string";
import { decodeSegment } from "./route-table";
import { headerText } from "./selection";
import type { IncomingMessage } from "node:http";

/** In place of the account, which a local run does not know. */
export const LOCAL_ACCOUNT_ID = "000000000000";

/** Payload format 2.0 of an HTTP API's Lambda integration; fields without a value are absent. */
export interface LambdaEvent {
  readonly version: "2.0";
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters?: Readonly<Record<string, string>>;
  readonly pathParameters?: Readonly<Record<string, string>>;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly requestContext: {
    readonly accountId: string;
    readonly apiId: string;
    readonly authorizer?: {
      readonly jwt?: {
        readonly claims: Readonly<Record<string, string>>;
        readonly scopes: readonly string[] | null;
      };
      readonly lambda?: Readonly<Record<string, unknown>>;
    };
    readonly domainName: string;
    readonly domainPrefix: string;
    readonly http: {
      readonly method: string;
      readonly path: string;
      readonly protocol: string;
      readonly sourceIp: string;
      readonly userAgent: string;
    };
    readonly requestId: string;
    readonly routeKey: string;
    readonly stage: string;
    readonly time: string;
    readonly timeEpoch: number;
  };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

export type JwtFacts = Pick<ExchangeFacts, "claims"> & { readonly scopes?: readonly string[] | undefined };

/** Bodies of these types are passed as text, all others in base64. */
function isText(contentType: string | undefined, contentEncoding: string | undefined): boolean {
  if (contentEncoding !== undefined && contentEncoding !== "identity") return false;
  return (
    contentType === undefined || /^(text\/|application\/(json|xml|javascript)\b)/.test(contentType.trim().toLowerCase())
  );
}

/** Functions get claims as text: lists in brackets, anything else as it prints. */
function claimTexts(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  function text(value: unknown): string {
    if (Array.isArray(value)) return `[${value.join(" ")}]`;
    return typeof value === "string" ? value : JSON.stringify(value);
  }
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}

function some(record: Readonly<Record<string, string>>): Readonly<Record<string, string>> | undefined {
  return Object.keys(record).length === 0 ? undefined : record;
}

/**
 * HTTP APIs decode the path of the event, whatever the name `rawPath` says; the query string stays as it was sent (seen
 * in honojs/hono issue 2156, aws/aws-lambda-dotnet pull request 1901, middleapi/standard-server pull request 93).
 */
function decoded(path: string): string {
  return path.split("/").map(decodeSegment).join("/");
}

/** API Gateway sends `forwarded` and `via` to HTTP backends; the sample event in its documentation has neither. */
const NOT_IN_EVENTS = new Set(["transfer-encoding", "forwarded", "via"]);

/** Builds the event of a request whose body was read. */
export function lambdaEvent(facts: ExchangeFacts & JwtFacts, request: IncomingMessage): LambdaEvent {
  const { cookie, ...others } = backendHeaders(request, facts);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(others)) {
    const text = headerText(value);
    if (text !== undefined && !NOT_IN_EVENTS.has(name)) headers[name] = text;
  }
  const body = facts.requestBody ?? Buffer.alloc(0);
  const text = isText(headers["content-type"], headers["content-encoding"]);
  const queryStringParameters = some(queryRecord(facts.query));
  const pathParameters = some(facts.pathParameters);
  const stageVariables = some(facts.stageVariables);
  const domain = domainName(facts);
  const path = decoded(facts.path);
  const routeKey = facts.routeKey ?? "$default";
  return {
    version: "2.0",
    routeKey,
    rawPath: path,
    rawQueryString: facts.query,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers,
    ...(queryStringParameters === undefined ? {} : { queryStringParameters }),
    ...(pathParameters === undefined ? {} : { pathParameters }),
    ...(stageVariables === undefined ? {} : { stageVariables }),
    requestContext: {
      accountId: LOCAL_ACCOUNT_ID,
      apiId: LOCAL_API_ID,
      ...(facts.authorizerContext === undefined ? {} : { authorizer: { lambda: facts.authorizerContext } }),
      ...(facts.claims === undefined
        ? {}
        : { authorizer: { jwt: { claims: claimTexts(facts.claims), scopes: facts.scopes ?? null } } }),
      domainName: domain,
      domainPrefix: domain.split(".")[0] ?? "",
      http: {
        method: facts.method,
        path,
        protocol: facts.protocol,
        sourceIp: facts.sourceIp,
        userAgent: facts.headers["user-agent"] ?? "",
      },
      requestId: facts.requestId,
      routeKey,
      stage: facts.stageName,
      time: commonLogTime(facts.startedAt),
      timeEpoch: facts.startedAt,
    },
    ...(body.length === 0 ? {} : { body: text ? body.toString("utf8") : body.toString("base64") }),
    isBase64Encoded: body.length > 0 && !text,
  };
}
