import { routedServices } from "../config";
import { quote } from "../problem";
import { isWithin } from "../schema/service-path";
import type { Check } from "./check";

/** A health check that another service would answer, or none. */
export const checkHealthCheckPaths: Check = ({ environment, at }) =>
  routedServices(environment.services)
    // A service with stripPrefix is served at "/", and so is its health check.
    .filter(({ path, healthCheck, stripPrefix, previousEntry }) => {
      // Running tasks may know only the previous path.
      const paths = previousEntry?.path === undefined ? [path] : [path, previousEntry.path];
      return !stripPrefix && !paths.some((each) => isWithin(healthCheck.path, each));
    })
    .map(({ name, path, healthCheck }) => ({
      path: at(name, "healthCheck", "path"),
      message: `got ${quote(healthCheck.path)}, which is outside the service's path; give ${path} or a path below it, such as ${path}/health`,
    }));
