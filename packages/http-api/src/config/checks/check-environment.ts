import type { Problem } from "../problem";
import type { Check, CheckInput } from "./check";
import { checkAccess } from "./access";
import { checkArns } from "./arns";
import { checkApiPaths } from "./api-paths";
import { checkCalls } from "./calls";
import { checkConsumerApis } from "./consumer-apis";
import { checkConsumers } from "./consumers";
import { checkConsumersOfRestApi } from "./consumers-of-rest-api";
import { checkContainers } from "./containers";
import { checkDerivedNames } from "./derived-names";
import { checkFargateSizes } from "./fargate-sizes";
import { checkHealthCheckPaths } from "./health-check-paths";
import { checkInstanceAttributes } from "./instance-attributes";
import { checkListeners } from "./listeners";
import { checkPaths } from "./paths";
import { checkPolicyExceptions } from "./policy-exceptions";
import { checkPreviousEntries } from "./previous-entries";
import { checkPrivateLink } from "./private-link";
import { checkQuotas } from "./quotas";
import { checkReachableImages } from "./reachable-images";
import { checkReachableServices } from "./reachable-services";
import { checkRecordedNumbers } from "./recorded-numbers";
import { checkRestApi } from "./rest-api";
import { checkScaling } from "./scaling";
import { checkStatements } from "./statements";
import { checkUses } from "./uses";
import { checkWildcards } from "./wildcards";
import { checkIntegrations } from "./integrations";
import { checkTimeouts } from "./timeouts";

const CHECKS: readonly Check[] = [
  checkDerivedNames,
  checkPaths,
  checkPreviousEntries,
  checkHealthCheckPaths,
  checkFargateSizes,
  checkScaling,
  checkTimeouts,
  checkListeners,
  checkRecordedNumbers,
  checkIntegrations,
  checkInstanceAttributes,
  checkPrivateLink,
  checkConsumers,
  checkConsumerApis,
  checkConsumersOfRestApi,
  checkAccess,
  checkApiPaths,
  checkRestApi,
  checkQuotas,
  checkContainers,
  checkCalls,
  checkArns,
  checkStatements,
  checkUses,
  checkWildcards,
  checkReachableImages,
  checkReachableServices,
  checkPolicyExceptions,
];

/** Problems of an environment that involve more than one value, so that the schema cannot see them; `more` checks come last. */
export function checkEnvironment(input: CheckInput, more: readonly Check[]): readonly Problem[] {
  return [...CHECKS, ...more].flatMap((check) => check(input));
}
