import { quote, type Problem } from "../problem";
import type { Service } from "../config";
import type { Check } from "./check";

/** Scaling bounds and capacities that contradict each other. */
export const checkScaling: Check = ({ environment, at }) =>
  environment.services.flatMap((service): Problem[] => {
    const { name } = service;
    return [
      ...boundsOf(service).flatMap(({ keys, min, max }) =>
        min <= max
          ? []
          : [
              {
                path: at(name, "scaling", ...keys, "min"),
                message: `got ${String(min)}, more than max ${String(max)}; give a min of at most max`,
              },
            ],
      ),
      ...requestsWithoutBalancer(service).map((message) => ({
        path: at(name, "scaling", "requestsPerTarget"),
        message,
      })),
      ...spotAlone(service, environment.protect).map((message) => ({ path: at(name, "capacity", "base"), message })),
    ];
  });

function boundsOf({ scaling }: Service): readonly { keys: readonly string[]; min: number; max: number }[] {
  if (!scaling) return [];
  const { min, max, scheduledActions } = scaling;
  return [
    { keys: [], min, max },
    ...Object.entries(scheduledActions).flatMap(([action, bounds]) =>
      // What an action leaves out is whatever the last one set; both are known only where it sets both.
      bounds.min === undefined || bounds.max === undefined
        ? []
        : [{ keys: ["scheduledActions", action], min: bounds.min, max: bounds.max }],
    ),
  ];
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
    "got 0 with spotPercent 100 where protect is on: AWS may take every task at once; give a base of at least 1, or less than 100",
  ];
}
