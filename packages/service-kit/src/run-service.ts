import { constants } from "node:os";
import type { Express } from "express";
import { listen } from "./listening-service";
import { createLogger } from "./logger";
import { Readiness } from "./readiness";
import type { ServiceDeps } from "./service-app";
import { readServiceEnv } from "./service-env";

export interface RunServiceProps {
  /** Name of the service in its logs and messages. */
  readonly service: string;
  readonly createApp: (deps: ServiceDeps) => Express;
  /** The process's environment variables; see {@link readServiceEnv}. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/**
 * Runs a service: listens, drains on SIGTERM or SIGINT and exits with 0. If it cannot start, it prints one line to stderr
 * and exits with 1. An uncaught error is logged and also exits with 1.
 */
export async function runService({ service, createApp, env }: RunServiceProps): Promise<void> {
  const settings = readServiceEnv(env);
  if ("problems" in settings) refuse(service, settings.problems);
  const { port, drainMilliseconds, requestTimeoutMilliseconds } = settings.value;
  const logger = createLogger(service);
  process.on("uncaughtException", (err) => {
    logger.fatal({ err }, "uncaught exception");
    process.exit(1);
  });
  const readiness = new Readiness();
  const app = createApp({ logger, readiness, requestTimeoutMilliseconds });
  const listening = await listen({ ...settings.value, app, readiness, logger }).catch((error: unknown) =>
    refuse(service, [portProblem(port, error as NodeJS.ErrnoException)]),
  );
  async function stop(signal: NodeJS.Signals): Promise<void> {
    // A second signal ends the process immediately.
    if (readiness.draining) process.exit(128 + constants.signals[signal]);
    logger.info({ signal, drainMilliseconds }, "draining");
    await listening.stop(drainMilliseconds);
    logger.info("stopped");
    process.exit(0);
  }
  // As a container's first process, a service is not ended by a signal that it does not handle.
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void stop(signal));
  logger.info({ port }, "listening");
}

function refuse(service: string, problems: readonly string[]): never {
  for (const problem of problems) process.stderr.write(`${service}: ${problem}\n`);
  process.exit(1);
}

function portProblem(port: number, error: NodeJS.ErrnoException): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `port ${port} is in use. Stop what listens there, or set PORT to a free port.`;
    case "EACCES":
      return `port ${port} may not be opened by this user. Set PORT to one from 1024 to 65535.`;
    default:
      return `port ${port} cannot be opened: ${error.message}. Set PORT to another one.`;
  }
}
