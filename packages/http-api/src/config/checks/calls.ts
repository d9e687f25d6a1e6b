import { callVariable } from "../service-calls";
import { quote, type Problem } from "../problem";
import type { Service } from "../config";
import { SET_BY } from "./containers";
import { usedResource } from "../used-resource";
import type { Check } from "./check";

/** Calls between services: a service that does not exist, and variables that are taken. Cycles are fine. */
export const checkCalls: Check = ({ environment: { services }, declared, at }) => {
  return services.flatMap((service) =>
    service.calls.flatMap((called, index): Problem[] => {
      const path = at(service.name, "calls", index);
      if (!declared.includes(called)) {
        return [{ path, message: `got ${quote(called)}; no such service; declared: ${declared.join(", ")}` }];
      }
      if (service.calls.indexOf(called) < index) {
        return [{ path, message: `got ${quote(called)}, which is in the list already; name each service once` }];
      }
      const variable = callVariable(called);
      const taken = takenBy(service, variable);
      if (taken === undefined) return [];
      const message = `got ${quote(called)}, whose address is set as ${variable}, which ${taken} sets too; rename that variable`;
      return [{ path, message }];
    }),
  );
};

function takenBy({ environment, secrets, uses }: Service, variable: string): string | undefined {
  if (Object.hasOwn(environment, variable)) return "environment";
  if (Object.hasOwn(secrets, variable)) return "secrets";
  if (uses.some((use) => usedResource(use).variable === variable)) return "uses";
  return Object.hasOwn(SET_BY, variable) ? SET_BY[variable] : undefined;
}
