import { ALLOCATION_FILE } from "../allocations";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Numbers that the config gives although they are recorded for another service, whose rule or listener has them. */
export const checkRecordedNumbers: Check = ({ environment, at }) => {
  const kinds = [
    { key: "listenerRulePriority", recorded: environment.recordedNumbers.listenerRulePriorities },
    { key: "listenerPort", recorded: environment.recordedNumbers.listenerPorts },
  ] as const;
  return kinds.flatMap(({ key, recorded }) => {
    const owners = new Map(Object.entries(recorded).map(([name, number]) => [number, name]));
    return environment.services.flatMap(({ name, [key]: given }): Problem[] => {
      const owner = given === undefined ? undefined : owners.get(given);
      if (owner === undefined || owner === name) return [];
      const isGone = !environment.services.some((service) => service.name === owner);
      const remedy = isGone ? `, or delete that line if ${owner} is destroyed` : ", or leave it out";
      const message = `got ${quote(given)}, which ${ALLOCATION_FILE} reserves for ${owner}; give another number${remedy}`;
      return [{ path: at(name, key), message }];
    });
  });
};
