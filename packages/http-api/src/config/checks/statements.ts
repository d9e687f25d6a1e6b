import { FRAMEWORK_SIDS } from "../../aws/framework-sids";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Statement ids that one policy would have twice, which IAM refuses [IAM User Guide, "Sid"]. */
export const checkStatements: Check = ({ environment, at }) =>
  environment.services.flatMap(({ name, taskPolicy }): Problem[] => {
    const sids = taskPolicy.map(({ Sid }) => Sid);
    return sids.flatMap((sid, index): Problem[] => {
      if (sid === undefined) return [];
      const first = sids.indexOf(sid);
      if (first === index && !FRAMEWORK_SIDS.includes(sid)) return [];
      const owner = first < index ? `statement ${String(first)} has` : "a statement of the framework has";
      const message = `got ${quote(sid)}, which ${owner} already; give each statement a Sid of its own, or none`;
      return [{ path: at(name, "taskPolicy", index, "Sid"), message }];
    });
  });
