import type { IRouter } from "express";
import { sendJson } from "./send-json";
import { ApiError } from "./api-error";
import { readOnlyRoute } from "./read-only-route";
import { parseResourceId } from "./resource-id";

export interface CollectionProps<T extends { readonly id: number }> {
  /** Path of the list, e.g. `/api/books`; an item is one segment below it. */
  readonly path: string;
  /** Name of an item in messages, e.g. `book`. */
  readonly noun: string;
  /** The items in the order of the list; ids are unique. */
  readonly items: readonly T[];
}

/** Adds a read-only collection: the list, and each item. */
export function addCollection<T extends { readonly id: number }>(router: IRouter, props: CollectionProps<T>): void {
  const { path, noun, items } = props;
  const byId = new Map(items.map((item) => [item.id, item]));
  readOnlyRoute(router.route(path), (_request, response) => {
    sendJson(response, items);
  });
  const itemPath: string = `${path}/:id`;
  readOnlyRoute(router.route(itemPath), (request, response) => {
    const id = parseResourceId(String(request.params["id"]));
    const item = byId.get(id);
    if (item === undefined) throw new ApiError(404, "not_found", `There is no ${noun} with id ${id}.`);
    sendJson(response, item);
  });
}
