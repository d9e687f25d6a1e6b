import { quote, type Problem } from "../problem";
import type { Check } from "./check";

/** Variables that say what AWS's settings say too. */
const SET_BY_US = ["PORT", "REQUEST_TIMEOUT_SECONDS", "KEEP_ALIVE_TIMEOUT_SECONDS", "DRAIN_SECONDS"];

/** Settings of a container that ECS would refuse, or that contradict each other. */
export const checkContainers: Check = ({ environment, at }) =>
  environment.services.flatMap((service): Problem[] => {
    const { name, secrets, environment: variables, containerHealthCheck: check, tracing, memoryMiB } = service;
    const taken = Object.keys(secrets).filter((key) => Object.hasOwn(variables, key) || SET_BY_US.includes(key));
    const problems = taken.map((key) => ({
      path: at(name, "secrets", key),
      message: `is set as a plain variable too, and ECS takes a name once; take it out of one of them`,
    }));
    if (check && check.timeoutSeconds >= check.intervalSeconds) {
      problems.push({
        path: at(name, "containerHealthCheck", "timeoutSeconds"),
        message: `got ${quote(check.timeoutSeconds)}; give less than containerHealthCheck.intervalSeconds (${String(check.intervalSeconds)})`,
      });
    }
    if (tracing && tracing.memoryMiB * 2 > memoryMiB) {
      problems.push({
        path: at(name, "tracing", "memoryMiB"),
        message: `got ${quote(tracing.memoryMiB)} of the task's ${String(memoryMiB)} MiB; give at most half, or the service more memory`,
      });
    }
    return problems;
  });
