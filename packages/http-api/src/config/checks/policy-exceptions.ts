import { quote } from "../problem";
import type { Check } from "./check";

/** Exceptions from the policy whose path is in no stack of their environment. */
export const checkPolicyExceptions: Check = ({ environment: { name, policyExceptions } }) =>
  policyExceptions.flatMap(({ path }, index) => {
    if ([`${name}-`, `state-${name}/`, `access-${name}/`].some((start) => path.startsWith(start))) return [];
    return [
      {
        path: ["environments", name, "policyExceptions", index, "path"],
        message: `got ${quote(path)}, which is in no stack of ${name}; give a path that starts with "${name}-…/", "state-${name}/" or "access-${name}/"`,
      },
    ];
  });
