import type { Problem } from "../problem";
import type { Check } from "./check";

/**
 * Timeouts that do not nest. The inner one has to end first, or the outer one answers for it: application < gateway <
 * load balancer idle < keep-alive; and a task must be able to finish its requests before it is killed.
 */
export const checkTimeouts: Check = ({ environment, at }) => {
  const { integrationTimeoutSeconds, responseTransferMode } = environment.api;
  const { idleTimeoutSeconds } = environment.loadBalancer;
  const problems: Problem[] = [];
  // A stream is not idle while it has something to say.
  if (responseTransferMode !== "stream" && integrationTimeoutSeconds >= idleTimeoutSeconds) {
    problems.push({
      path: ["environments", environment.name, "loadBalancer", "idleTimeoutSeconds"],
      message: `got ${String(idleTimeoutSeconds)}; give more than api.integrationTimeoutSeconds (${String(integrationTimeoutSeconds)}), or the load balancer gives up first`,
    });
  }
  for (const service of environment.services) {
    const { name, healthCheck, requestTimeoutSeconds: request } = service;
    function refuse(keys: readonly string[], given: number, remedy: string) {
      return problems.push({ path: at(name, ...keys), message: `got ${String(given)}; give ${remedy}` });
    }
    if (healthCheck && healthCheck.timeoutSeconds >= healthCheck.intervalSeconds) {
      refuse(
        ["healthCheck", "timeoutSeconds"],
        healthCheck.timeoutSeconds,
        `less than healthCheck.intervalSeconds (${String(healthCheck.intervalSeconds)})`,
      );
    }
    if (request >= integrationTimeoutSeconds) {
      refuse(
        ["requestTimeoutSeconds"],
        request,
        `less than api.integrationTimeoutSeconds (${String(integrationTimeoutSeconds)}), or the gateway gives up first`,
      );
    }
    if (service.keepAliveTimeoutSeconds <= idleTimeoutSeconds) {
      refuse(
        ["keepAliveTimeoutSeconds"],
        service.keepAliveTimeoutSeconds,
        `more than loadBalancer.idleTimeoutSeconds (${String(idleTimeoutSeconds)}), or the load balancer answers 502 on connections that the task closed`,
      );
    }
    if (service.drainSeconds + request >= service.stopTimeoutSeconds) {
      refuse(
        ["stopTimeoutSeconds"],
        service.stopTimeoutSeconds,
        `more than drainSeconds + requestTimeoutSeconds (${String(service.drainSeconds + request)}), or requests in flight are cut off`,
      );
    }
    if (service.deregistrationDelaySeconds <= integrationTimeoutSeconds) {
      refuse(
        ["deregistrationDelaySeconds"],
        service.deregistrationDelaySeconds,
        `more than api.integrationTimeoutSeconds (${String(integrationTimeoutSeconds)}), or open requests are cut off`,
      );
    }
  }
  return problems;
};
