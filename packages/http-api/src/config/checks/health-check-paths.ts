import { routedServices } from "../config";
import { quote } from "../problem";
import { isWithin } from "../schema/service-path";
import type { Check } from "./check";

/** A health check that would be answered by another service, or by none. */
export const checkHealthCheckPaths: Check = ({ environment, at }) =>
  routedServices(environment.services)
    // A service whose path is taken off lives at "/", and so does its health check.
    .filter(({ path, healthCheck, stripPrefix, previousEntry }) => {
      // Tasks that still run may only know the path of before.
      const paths = previousEntry?.path === undefined ? [path] : [path, previousEntry.path];
      return !stripPrefix && !paths.some((each) => isWithin(healthCheck.path, each));
    })
    .map(({ name, path, healthCheck }) => ({
      path: at(name, "healthCheck", "path"),
      message: `got ${quote(healthCheck.path)}, which lies outside the service's path; give ${path} or a path below it, such as ${path}/health`,
    }));
