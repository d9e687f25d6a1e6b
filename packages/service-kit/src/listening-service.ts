import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { Express } from "express";
import type { Logger } from "pino";
import { Connections } from "./connections";
import { createHttpServer } from "./http-server";
import type { Readiness } from "./readiness";
import type { ServiceEnv } from "./service-env";

export interface ListenProps extends Pick<ServiceEnv, "host" | "requestTimeoutMilliseconds" | "keepAliveMilliseconds"> {
  readonly app: Express;
  /** 0 chooses a free one. */
  readonly port: number;
  /** The same as the app's. */
  readonly readiness: Readiness;
  readonly logger: Logger;
}

export interface ListeningService {
  readonly port: number;
  /**
   * Sets health to 503 and keeps answering for the drain time, then stops listening and waits for requests in flight.
   * @param drainMilliseconds long enough for load balancers and other callers to notice the 503
   */
  stop(drainMilliseconds: number): Promise<void>;
}

/** Time after the app's request timeout, by which it has answered all requests: only broken clients are left. */
const AFTER_REQUEST_TIMEOUT_MILLISECONDS = 1_000;

/** Serves an app on a port. Rejects with the system's error if it cannot listen there. */
export async function listen(props: ListenProps): Promise<ListeningService> {
  const { app, host, port, readiness, logger, requestTimeoutMilliseconds, keepAliveMilliseconds } = props;
  const server = createHttpServer(app, keepAliveMilliseconds, logger);
  const connections = new Connections(server);
  server.on("request", app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host }, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    stop: async (drainMilliseconds) => {
      readiness.startDraining();
      connections.closeAfterAnswers();
      await sleep(drainMilliseconds);
      const cutOff = await connections.end(requestTimeoutMilliseconds + AFTER_REQUEST_TIMEOUT_MILLISECONDS);
      if (cutOff > 0) logger.warn({ cutOff }, "exchanges cut off at the end of draining");
    },
  };
}
