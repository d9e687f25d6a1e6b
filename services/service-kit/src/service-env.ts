/** What a service takes from its environment. */
export interface ServiceEnv {
  readonly port: number;
  readonly drainMilliseconds: number;
}

/** The port of the task definitions and of the Dockerfiles. */
const DEFAULT_PORT = 8080;

/**
 * Default of DRAIN_SECONDS. Stopping tasks are deregistered at once; 5 s lets requests arrive that were on their way
 * to this task, and those of callers whose DNS or service discovery is a little behind.
 */
const DEFAULT_DRAIN_SECONDS = 5;

/** ECS ends a task 45 s after SIGTERM (its stop timeout); 25 s of them belong to what is still in flight. */
const MAX_DRAIN_SECONDS = 20;

/** Reads PORT and DRAIN_SECONDS, or says what is wrong with them: one line a problem. */
export function readServiceEnv(
  env: Readonly<Record<string, string | undefined>>,
): { readonly value: ServiceEnv } | { readonly problems: readonly string[] } {
  const problems: string[] = [];
  const read = (name: string, fallback: number, pattern: RegExp, min: number, max: number, what: string): number => {
    const given = env[name];
    if (given === undefined) return fallback;
    const number = pattern.test(given) ? Number(given) : NaN;
    if (number >= min && number <= max) return number;
    problems.push(
      `${name} is ${JSON.stringify(given)}; it must be ${what} from ${min} to ${max}. ` +
        `Correct it, or leave it unset for ${fallback}.`,
    );
    return fallback;
  };
  const port = read("PORT", DEFAULT_PORT, /^[0-9]+$/, 1, 65_535, "a whole number");
  const drainSeconds = read(
    "DRAIN_SECONDS",
    DEFAULT_DRAIN_SECONDS,
    /^[0-9]+(\.[0-9]+)?$/,
    0,
    MAX_DRAIN_SECONDS,
    "a number of seconds",
  );
  return problems.length > 0 ? { problems } : { value: { port, drainMilliseconds: drainSeconds * 1000 } };
}
