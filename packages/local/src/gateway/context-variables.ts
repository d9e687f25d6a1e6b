import type { ExchangeFacts } from "./exchange-facts";
import { ownValue } from "./own-value";

export type ContextReader = (facts: ExchangeFacts) => string | undefined;

/** In place of identifiers that AWS assigns and a local run does not have. */
export const LOCAL_API_ID = "local";

function two(value: number): string {
  return String(value).padStart(2, "0");
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `12/Mar/2020:19:03:58 +0000`, the common log format, in UTC. */
export function commonLogTime(epochMilliseconds: number): string {
  const time = new Date(epochMilliseconds);
  const day = `${two(time.getUTCDate())}/${MONTHS[time.getUTCMonth()] ?? ""}/${time.getUTCFullYear()}`;
  return `${day}:${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())} +0000`;
}

/** The host that the client asked for, without its port. */
export function domainName(facts: ExchangeFacts): string {
  return (facts.headers.host ?? "").replace(/:\d+$/, "");
}

function text(value: string | number | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

const integrationLatency: ContextReader = (facts) => text(facts.integrationLatency);
const integrationError: ContextReader = (facts) => facts.integrationError;
const integrationStatus: ContextReader = (facts) => text(facts.integrationStatus);

/** The variables of "Customize HTTP API access logs" that have a value on this machine. */
const READERS: Readonly<Record<string, ContextReader>> = {
  apiId: () => LOCAL_API_ID,
  "authorizer.error": (facts) => facts.authorizerError,
  domainName,
  domainPrefix: (facts) => domainName(facts).split(".")[0],
  "error.message": (facts) => facts.errorMessage,
  "error.messageString": (facts) => (facts.errorMessage === undefined ? undefined : JSON.stringify(facts.errorMessage)),
  extendedRequestId: (facts) => facts.requestId,
  httpMethod: (facts) => facts.method,
  "identity.sourceIp": (facts) => facts.sourceIp,
  "identity.userAgent": (facts) => facts.headers["user-agent"],
  "integration.error": integrationError,
  "integration.integrationStatus": integrationStatus,
  "integration.latency": integrationLatency,
  "integration.status": integrationStatus,
  integrationErrorMessage: integrationError,
  integrationLatency,
  integrationStatus,
  path: (facts) => facts.path,
  protocol: (facts) => facts.protocol,
  requestId: (facts) => facts.requestId,
  requestTime: (facts) => commonLogTime(facts.startedAt),
  requestTimeEpoch: (facts) => text(facts.startedAt),
  // Of REST APIs.
  resourcePath: (facts) => facts.routeKey?.split(" ")[1],
  responseLatency: (facts) => text(facts.responseLatency),
  responseLength: (facts) => text(facts.responseLength),
  routeKey: (facts) => facts.routeKey,
  stage: (facts) => facts.stageName,
  status: (facts) => text(facts.status),
};

const CLAIM = "authorizer.claims.";

function shown(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The reader of `$context.<name>`; it returns `undefined` for a variable without a value on this machine. */
export function contextReader(name: string): ContextReader {
  if (name.startsWith(CLAIM)) {
    const claim = name.slice(CLAIM.length);
    return (facts) => {
      return shown(facts.claims && ownValue(facts.claims, claim));
    };
  }
  const known = ownValue(READERS, name);
  if (known !== undefined) return known;
  const property = /^authorizer\.(.+)$/.exec(name)?.[1];
  if (property === undefined) return () => undefined;
  return (facts) => shown(facts.authorizerContext && ownValue(facts.authorizerContext, property));
}
