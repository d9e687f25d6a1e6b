import { quote, type Problem } from "../problem";
import type { Service } from "../config";
import type { Check } from "./check";

/** Scaling bounds and capacities that contradict each other. */
export const checkScaling: Check = ({ environment, at }) =>
  environment.services.flatMap((service): Problem[] => {
    const { name } = service;
    return [
      ...boundsOf(service).map(({ keys, message }) => ({ path: at(name, "scaling", ...keys), message })),
      ...requestsWithoutBalancer(service).map((message) => ({
        path: at(name, "scaling", "requestsPerTarget"),
        message,
      })),
      ...spotAlone(service, environment.protect).map((message) => ({ path: at(name, "capacity", "base"), message })),
    ];
  });

interface Fault {
  readonly keys: readonly string[];
  readonly message: string;
}

/**
 * A min above its max. A scheduled action that gives one of them leaves the other as it is, and fails at its time when
 * they do not fit [Application Auto Scaling User Guide, "How scheduled scaling works"]: the service's own value applies
 * until another action has changed it.
 */
function boundsOf({ scaling }: Service): readonly Fault[] {
  if (!scaling) return [];
  return [
    ...ofBounds(scaling.min, scaling.max, []),
    ...Object.entries(scaling.scheduledActions).flatMap(([action, { min, max }]): readonly Fault[] => {
      const keys = ["scheduledActions", action];
      if (min !== undefined && max !== undefined) return ofBounds(min, max, keys);
      if (min !== undefined && min > scaling.max) {
        const message = `got ${String(min)}, more than the max ${String(scaling.max)} of the service, which this action leaves as it is; give max too`;
        return [{ keys: [...keys, "min"], message }];
      }
      if (max === undefined || max >= scaling.min) return [];
      const message = `got ${String(max)}, less than the min ${String(scaling.min)} of the service, which this action leaves as it is; give min too`;
      return [{ keys: [...keys, "max"], message }];
    }),
  ];
}

function ofBounds(min: number, max: number, keys: readonly string[]): readonly Fault[] {
  if (min <= max) return [];
  const message = `got ${String(min)}, more than max ${String(max)}; give a min of at most max`;
  return [{ keys: [...keys, "min"], message }];
}

function requestsWithoutBalancer({ scaling, integration }: Service): readonly string[] {
  if (scaling?.requestsPerTarget === undefined || integration === "alb") return [];
  const [how, remedy] =
    integration === "none"
      ? ["without a path", "give the service a path"]
      : [`with integration "${integration}"`, 'set integration to "alb"'];
  return [
    `got ${quote(scaling.requestsPerTarget)} ${how}, but only an application load balancer counts requests; leave it out, or ${remedy}`,
  ];
}

function spotAlone({ capacity }: Service, protect: boolean): readonly string[] {
  if (!protect || capacity?.spotPercent !== 100 || capacity.base > 0) return [];
  return [
    "got 0 with spotPercent 100 and protect: AWS may interrupt every task at once; give a base of at least 1, or less than 100",
  ];
}
