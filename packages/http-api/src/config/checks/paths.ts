import { routedServices } from "../config";
import { quote } from "../problem";
import type { Check } from "./check";

/** Two services that answer the same path; one below another is fine, the longer path wins. */
export const checkPaths: Check = ({ environment, at }) => {
  const owner = new Map<string, string>();
  return routedServices(environment.services).flatMap(({ name, path }) => {
    const first = owner.get(path);
    if (first === undefined) {
      owner.set(path, name);
      return [];
    }
    const message = `got ${quote(path)}, which is the path of ${first} already; give each service a path of its own`;
    return [{ path: at(name, "path"), message }];
  });
};
