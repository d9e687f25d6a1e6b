import { isIP } from "node:net";

/** Settings of a service from environment variables. */
export interface ServiceEnv {
  readonly port: number;
  /** Address to listen on. @default every interface, which a container needs */
  readonly host?: string;
  /** How long the service keeps answering after it was asked to stop. */
  readonly drainMilliseconds: number;
  /** Time limit for one request. */
  readonly requestTimeoutMilliseconds: number;
  /** How long a connection may be idle between two requests. */
  readonly keepAliveMilliseconds: number;
}

/** Limits of a variable; durations are in seconds and have the limits of the same setting in http-api.config.ts. */
interface Bounds {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

/** The port of the task definitions and of the Dockerfiles. */
const DEFAULT_PORT = 8080;

/**
 * A stopping task is deregistered immediately. Within 5 s, requests that are already on their way arrive, and those of
 * callers whose DNS or service discovery is slightly out of date.
 */
const DRAIN: Bounds = { fallback: 5, min: 0, max: 60 };

/** Below the 29 s of the API's integration, so that the client gets this service's response. */
const REQUEST_TIMEOUT: Bounds = { fallback: 25, min: 1, max: 28 };

/**
 * Longer than the 60 s after which a load balancer closes an idle connection. The load balancer must close first; otherwise
 * it may send a request on a closed connection and answer 502.
 */
const KEEP_ALIVE: Bounds = { fallback: 65, min: 2, max: 4_000 };

/** The settings of a service without environment variables. */
export const DEFAULT_ENV: ServiceEnv = {
  port: DEFAULT_PORT,
  drainMilliseconds: DRAIN.fallback * 1000,
  requestTimeoutMilliseconds: REQUEST_TIMEOUT.fallback * 1000,
  keepAliveMilliseconds: KEEP_ALIVE.fallback * 1000,
};

/** Reads address, port and the three durations, or returns one line per problem. */
export function readServiceEnv(
  env: Readonly<Record<string, string | undefined>>,
): { readonly value: ServiceEnv } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  function read(name: string, pattern: RegExp, { fallback, min, max }: Bounds, what: string): number {
    const given = env[name];
    if (given === undefined) return fallback;
    const number = pattern.test(given) ? Number(given) : NaN;
    if (number >= min && number <= max) return number;
    problems.push(
      `${name} is ${JSON.stringify(given)}; it must be ${what} from ${min} to ${max}. ` +
        `Correct it, or leave it unset for ${fallback}.`,
    );
    return fallback;
  }
  function milliseconds(name: string, seconds: Bounds): number {
    return read(name, /^[0-9]+(\.[0-9]+)?$/, seconds, "a number of seconds") * 1000;
  }
  const value: ServiceEnv = {
    ...readHost(env["HOST"], problems),
    port: read("PORT", /^[0-9]+$/, { fallback: DEFAULT_PORT, min: 1, max: 65_535 }, "a whole number"),
    drainMilliseconds: milliseconds("DRAIN_SECONDS", DRAIN),
    requestTimeoutMilliseconds: milliseconds("REQUEST_TIMEOUT_SECONDS", REQUEST_TIMEOUT),
    keepAliveMilliseconds: milliseconds("KEEP_ALIVE_TIMEOUT_SECONDS", KEEP_ALIVE),
  };
  return problems.length > 0 ? { problems } : { value };
}

function readHost(given: string | undefined, problems: string[]): Pick<ServiceEnv, "host"> {
  if (given === undefined) return {};
  if (isIP(given) === 0)
    problems.push(
      `HOST is ${JSON.stringify(given)}; it must be an IP address. Correct it, or leave it unset for every interface.`,
    );
  return { host: given };
}
