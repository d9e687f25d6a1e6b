import type { Express } from "express";
import { collectionRouter } from "service-kit/collection-router";
import { type ServiceDeps, createServiceApp } from "service-kit/service-app";
import { AUTHORS } from "./authors";
import { PATH, SERVICE } from "./service";

/** The authors: list, one by id, health. */
export function createApp(deps: ServiceDeps): Express {
  return createServiceApp({
    ...deps,
    service: SERVICE,
    path: PATH,
    routers: [collectionRouter({ path: PATH, noun: "author", items: AUTHORS })],
  });
}
