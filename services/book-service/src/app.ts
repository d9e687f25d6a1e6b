import type { Express } from "express";
import { addCollection, createServiceApp, type ServiceDeps } from "@private-http-api/service-kit";
import { BOOKS } from "./books";
import { PATH, SERVICE } from "./service";

/** Routes: the list of books, one book by id, health. */
export function createApp(deps: ServiceDeps): Express {
  return createServiceApp({
    ...deps,
    service: SERVICE,
    path: PATH,
    addRoutes: (router) => {
      addCollection(router, { path: PATH, noun: "book", items: BOOKS });
    },
  });
}
