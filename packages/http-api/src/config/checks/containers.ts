import { COLLECTORS } from "../../aws/collectors";
import type { Service } from "../config";
import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Variables that are set from a setting, and the settings. */
export const SET_BY: Readonly<Record<string, string>> = {
  PORT: "port",
  REQUEST_TIMEOUT_SECONDS: "requestTimeoutSeconds",
  KEEP_ALIVE_TIMEOUT_SECONDS: "keepAliveTimeoutSeconds",
  DRAIN_SECONDS: "drainSeconds",
};

/** Settings of a container that ECS would refuse, or that contradict each other. */
export const checkContainers: Check = ({ environment, at }) =>
  environment.services.flatMap((service): Problem[] => {
    const { name, containerHealthCheck: check, tracing, memoryMiB } = service;
    const problems = variables(service).map(({ keys, message }) => ({ path: at(name, ...keys), message }));
    if (check && check.timeoutSeconds >= check.intervalSeconds) {
      problems.push({
        path: at(name, "containerHealthCheck", "timeoutSeconds"),
        message: `got ${quote(check.timeoutSeconds)}; give less than containerHealthCheck.intervalSeconds (${String(check.intervalSeconds)})`,
      });
    }
    if (!tracing) return problems;
    if (tracing.memoryMiB * 2 > memoryMiB) {
      problems.push({
        path: at(name, "tracing", "memoryMiB"),
        message: `got ${quote(tracing.memoryMiB)} of the task's ${String(memoryMiB)} MiB; give at most half, or the service more memory`,
      });
    }
    const collector = COLLECTORS[tracing.collector];
    if (name === collector.name) {
      problems.push({
        path: at(name, "tracing"),
        message: `its collector's container is called "${name}" too, and ECS allows a name once per task; rename the service`,
      });
    }
    if (collector.ports.some((port) => port === service.port)) {
      problems.push({
        path: at(name, "port"),
        message: `got ${quote(service.port)}, which the tracing sidecar listens on; give a port other than ${collector.ports.join(", ")}`,
      });
    }
    return problems;
  });

/** Variables that a container would get twice, or with a value other than the one given. */
function variables(service: Service): readonly { keys: readonly string[]; message: string }[] {
  const { secrets, environment, tracing } = service;
  const framework = ["NODE_ENV", ...Object.keys(tracing ? COLLECTORS[tracing.collector].environment : {})];
  return [
    ...Object.keys(environment)
      .filter((key) => Object.hasOwn(SET_BY, key))
      .map((key) => ({
        keys: ["environment", key],
        message: `got ${quote(environment[key])}, but the variable is set from ${SET_BY[key] ?? ""}; set that, and leave this out`,
      })),
    ...Object.keys(secrets).flatMap((key) => {
      if (Object.hasOwn(environment, key)) {
        const message = "is in environment too, and ECS allows a name once; remove it from one of them";
        return [{ keys: ["secrets", key], message }];
      }
      if (!Object.hasOwn(SET_BY, key) && !framework.includes(key)) return [];
      const message = "is a variable that the framework sets, and ECS allows a name once; give the secret another name";
      return [{ keys: ["secrets", key], message }];
    }),
  ];
}
