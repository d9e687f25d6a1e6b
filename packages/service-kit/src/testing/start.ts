import type { Express } from "express";
import { type ListeningService, listen } from "../listening-service";
import { createLogger } from "../logger";
import { Readiness } from "../readiness";
import type { ServiceDeps } from "../service-app";
import { DEFAULT_ENV } from "../service-env";

export interface StartedApp extends ListeningService {
  readonly baseUrl: string;
  /** Log entries so far. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
}

/** Serves an app on a free port and keeps its log. Stop it with `stop(0)`. */
export async function start(createApp: (deps: ServiceDeps) => Express): Promise<StartedApp> {
  const logged: Record<string, unknown>[] = [];
  const logger = createLogger("test", {
    write: (line) => {
      logged.push(JSON.parse(line) as Record<string, unknown>);
    },
  });
  const readiness = new Readiness();
  const deps = { ...DEFAULT_ENV, readiness, logger };
  const listening = await listen({ ...deps, app: createApp(deps), port: 0 });
  return { ...listening, baseUrl: `http://127.0.0.1:${listening.port}`, logged };
}
