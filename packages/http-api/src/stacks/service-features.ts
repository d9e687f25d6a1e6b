import type { Environment, Service } from "../config/config";
import type { PolicyStatement } from "../constructs/policy-document";
import type { ServiceProps } from "./service";
import { usesStatements } from "./service-uses";

type Features = Pick<
  ServiceProps,
  "scaling" | "capacity" | "containerHealthCheck" | "ulimits" | "tracing" | "taskPolicy"
>;

/** Features that a service has only where its config sets them. */
export function serviceFeatures(service: Service, environment: Pick<Environment, "region">): Features {
  const { scaling, capacity, containerHealthCheck, ulimits, tracing, taskPolicy } = service;
  return defined({
    scaling: scaling && scalingOf(scaling),
    capacity,
    containerHealthCheck,
    ulimits,
    tracing: tracing && { ...tracing, image: tracing.image.uri },
    taskPolicy: [...taskPolicy.map(statementOf), ...usesStatements(service, environment)],
  });
}

function scalingOf({ scheduledActions, requestsPerTarget, ...scaling }: NonNullable<Service["scaling"]>) {
  return {
    ...scaling,
    ...defined({ requestsPerTarget }),
    scheduledActions: Object.fromEntries(
      Object.entries(scheduledActions).map(([name, { schedule, timezone, min, max }]) => [
        name,
        { schedule, timezone, ...defined({ min, max }) },
      ]),
    ),
  };
}

function statementOf({ Sid, Condition, ...statement }: Service["taskPolicy"][number]): PolicyStatement {
  return { ...defined({ Sid }), ...statement, ...defined({ Condition }) };
}

/** An object without its undefined values. */
function defined<T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
