import { quote } from "../problem";
import { isWithin } from "../schema/service-path";
import type { Check } from "./check";

/** A health check that would be answered by another service, or by none. */
export const checkHealthCheckPaths: Check = ({ environment, at }) =>
  environment.services
    .filter(({ path, healthCheck }) => !isWithin(healthCheck.path, path))
    .map(({ name, path, healthCheck }) => ({
      path: at(name, "healthCheck", "path"),
      message: `got ${quote(healthCheck.path)}, which lies outside the service's path; give ${path} or a path below it, such as ${path}/health`,
    }));
