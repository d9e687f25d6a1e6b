import { routedServices } from "../config";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Two services that answer the same path; one below another is fine, the longer path wins. */
export const checkPaths: Check = ({ environment, at }) => {
  const owner = new Map<string, string>();
  function claim(name: string, path: string, place: readonly PropertyKey[]): Problem[] {
    const first = owner.get(path);
    if (first === undefined) owner.set(path, name);
    if (first === undefined || first === name) return [];
    const message = `got ${quote(path)}, which is the path of ${first} already; give each service a path of its own`;
    return [{ path: place, message }];
  }
  const services = routedServices(environment.services);
  return [
    ...services.flatMap(({ name, path }) => claim(name, path, at(name, "path"))),
    ...services.flatMap(({ name, previousEntry }) =>
      previousEntry?.path === undefined ? [] : claim(name, previousEntry.path, at(name, "previousEntry", "path")),
    ),
  ];
};
