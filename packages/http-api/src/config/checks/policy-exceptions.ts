import { quote } from "../problem";
import type { Check } from "./check";

/** Exceptions from the policy that name a stack of no environment, or of another one. */
export const checkPolicyExceptions: Check = ({ environment: { name, policyExceptions } }) =>
  policyExceptions.flatMap(({ path }, index) => {
    if (path.startsWith(`${name}-`) || path.startsWith(`state-${name}/`)) return [];
    return [
      {
        path: ["environments", name, "policyExceptions", index, "path"],
        message: `got ${quote(path)}, which is in no stack of ${name}; give a path that starts with "${name}-…/" or "state-${name}/"`,
      },
    ];
  });
