import { WILDCARD_REMEDY, wildcardPermissions } from "../../aws/wildcard-permissions";
import { excuses } from "../../policies/policy-exception";
import type { RuleName } from "../../policies/rule-names";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

const RULE: RuleName = "no-wildcard-permissions";

/**
 * The one rule of docs/policy.md that the config itself can break: reported here, because the policy knows the synthesized
 * role's path and not the place in the config. Exceptions apply as they do there.
 */
export const checkWildcards: Check = ({ environment: { name: environment, services, policyExceptions }, at }) =>
  services.flatMap(({ name, taskPolicy }) => {
    const path = `${environment}-fargate-vpc-link/Services/${name}/Task/Roles/task-policy`;
    if (policyExceptions.some((each) => excuses({ ...each, source: "" }, { rule: { name: RULE }, path }))) return [];
    return taskPolicy.flatMap(({ Effect, Action, Resource }, index): Problem[] =>
      wildcardPermissions({ effect: Effect, actions: [Action].flat(), resources: [Resource].flat() }).map((what) => ({
        path: at(name, "taskPolicy", index),
        message: `${RULE}: ${what}; ${WILDCARD_REMEDY}, or give a reason in policyExceptions of ${environment}, for the path ${quote(path)}`,
      })),
    );
  });
