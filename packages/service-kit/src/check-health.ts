import { get } from "node:http";
import { readServiceEnv } from "./service-env";

/** Time limit for the response, in milliseconds; below the 3 s of the Dockerfiles' HEALTHCHECK. */
const TIMEOUT_MILLISECONDS = 2_500;

/** Exit code of a container's health check: 0 if the service in the container answers 200 on its health path, otherwise 1. */
export function checkHealth(healthPath: string, env: Readonly<Record<string, string | undefined>>): Promise<0 | 1> {
  const settings = readServiceEnv(env);
  if ("problems" in settings) return Promise.resolve(1);
  return new Promise((resolve) => {
    get(
      {
        host: settings.value.host ?? "127.0.0.1",
        port: settings.value.port,
        path: healthPath,
        timeout: TIMEOUT_MILLISECONDS,
        agent: false,
      },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200 ? 0 : 1);
      },
    )
      .on("timeout", () => {
        resolve(1);
      })
      .on("error", () => {
        resolve(1);
      });
  });
}
