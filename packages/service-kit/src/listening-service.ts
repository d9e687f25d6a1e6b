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
  /** 0 takes a free one. */
  readonly port: number;
  /** The one that the app was created with. */
  readonly readiness: Readiness;
  readonly logger: Logger;
}

export interface ListeningService {
  readonly port: number;
  /**
   * Turns health to 503 and keeps answering for the drain time, then stops listening and lets what is in flight end.
   * @param drainMilliseconds long enough for load balancers and other callers to see the 503
   */
  stop(drainMilliseconds: number): Promise<void>;
}

/** The app answers no request later than its timeout; this much later, only a broken client can still be there. */
const AFTER_REQUEST_TIMEOUT_MILLISECONDS = 1_000;

/** Serves an app on a port. Rejects with the system's error when the port cannot be had. */
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
