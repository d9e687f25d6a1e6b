import { isIP } from "node:net";

/** What a service takes from its environment. */
export interface ServiceEnv {
  readonly port: number;
  /** Address to listen on. @default every interface, as a container needs it */
  readonly host?: string;
  /** How long the service keeps answering after it was told to stop. */
  readonly drainMilliseconds: number;
  /** Longest time for one request. */
  readonly requestTimeoutMilliseconds: number;
  /** How long a connection may be idle between two requests. */
  readonly keepAliveMilliseconds: number;
}

/** What a variable may be; for times, in seconds, what http-api.config.ts takes for the setting of the same name. */
interface Bounds {
  readonly fallback: number;
  readonly min: number;
  readonly max: number;
}

/** The port of the task definitions and of the Dockerfiles. */
const DEFAULT_PORT = 8080;

/**
 * Stopping tasks are deregistered at once; 5 s lets requests arrive that were on their way to this task, and those of
 * callers whose DNS or service discovery is a little behind.
 */
const DRAIN: Bounds = { fallback: 5, min: 0, max: 60 };

/** Below the 29 s of the API's integration, so that the client gets this service's answer. */
const REQUEST_TIMEOUT: Bounds = { fallback: 25, min: 1, max: 28 };

/**
 * Longer than the 60 s after which a load balancer closes an idle connection: the side that closes first must be
 * the load balancer, or it sends a request into a closed connection and answers 502.
 */
const KEEP_ALIVE: Bounds = { fallback: 65, min: 2, max: 4_000 };

/** The defaults of a service that is given no environment variables. */
export const DEFAULT_ENV: ServiceEnv = {
  port: DEFAULT_PORT,
  drainMilliseconds: DRAIN.fallback * 1000,
  requestTimeoutMilliseconds: REQUEST_TIMEOUT.fallback * 1000,
  keepAliveMilliseconds: KEEP_ALIVE.fallback * 1000,
};

/** Reads address, port and the three times, or says what is wrong with them: one line per problem. */
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
