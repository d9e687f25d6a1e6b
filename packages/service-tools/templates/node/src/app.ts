import type { Express } from "express";
import { createServiceApp, sendJson, type ServiceDeps } from "@private-http-api/service-kit";
import { PATH, SERVICE } from "./service";

/** The service's routes; health is at `<path>/health`. */
export function createApp(deps: ServiceDeps): Express {
  return createServiceApp({
    ...deps,
    service: SERVICE,
    path: PATH,
    addRoutes: (router) => {
      router.get(PATH, (_request, response) => {
        sendJson(response, { service: SERVICE });
      });
    },
  });
}
