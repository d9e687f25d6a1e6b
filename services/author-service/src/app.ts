import type { Express } from "express";
import { addCollection } from "service-kit/collection";
import { type ServiceDeps, createServiceApp } from "service-kit/service-app";
import { AUTHORS } from "./authors";
import { PATH, SERVICE } from "./service";

/** The authors: list, one by id, health. */
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
