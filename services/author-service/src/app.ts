import type { Express } from "express";
import { addCollection, createServiceApp, type ServiceDeps } from "@private-http-api/service-kit";
import { AUTHORS } from "./authors";
import { PATH, SERVICE } from "./service";

/** Routes: the list of authors, one author by id, health. */
export function createApp(deps: ServiceDeps): Express {
  return createServiceApp({
    ...deps,
    service: SERVICE,
    path: PATH,
    addRoutes: (router) => {
      addCollection(router, { path: PATH, noun: "author", items: AUTHORS });
    },
  });
}
