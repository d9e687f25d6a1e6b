import type { Environment } from "../config";
import type { Problem } from "../problem";
import type { Check } from "./check";
import { checkAccess } from "./access";
import { checkApiPaths } from "./api-paths";
import { checkApiQuotas } from "./api-quotas";
import { checkContainers } from "./containers";
import { checkFargateSizes } from "./fargate-sizes";
import { checkHealthCheckPaths } from "./health-check-paths";
import { checkListeners } from "./listeners";
import { checkNameLengths } from "./name-lengths";
import { checkPaths } from "./paths";
import { checkPolicyExceptions } from "./policy-exceptions";
import { checkScaling } from "./scaling";
import { checkIntegrations } from "./integrations";
import { checkTimeouts } from "./timeouts";

const CHECKS: readonly Check[] = [
  checkNameLengths,
  checkPaths,
  checkHealthCheckPaths,
  checkFargateSizes,
  checkScaling,
  checkTimeouts,
  checkListeners,
  checkIntegrations,
  checkAccess,
  checkApiPaths,
  checkApiQuotas,
  checkContainers,
  checkPolicyExceptions,
];

/**
 * Everything in an environment that the schema cannot see because it takes more than one value.
 *
 * @param overridden services that the environment has settings of its own for
 */
export function checkEnvironment(
  application: string,
  environment: Environment,
  overridden: readonly string[],
): readonly Problem[] {
  const at = (service: string, ...keys: readonly PropertyKey[]) =>
    overridden.includes(service)
      ? ["environments", environment.name, "services", service, ...keys]
      : ["services", service, ...keys];
  return CHECKS.flatMap((check) => check({ application, environment, at }));
}
