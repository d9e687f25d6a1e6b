import type { BackendRequest } from "../../src/gateway/backend";
import type { EcsService, HealthCheck, TargetGroup } from "@private-http-api/topology";

export function request(changes: Partial<BackendRequest> = {}): BackendRequest {
  return { method: "GET", path: "/", query: "", headers: { host: "example.com" }, sourceIp: "10.0.0.1", ...changes };
}

export const healthCheck: HealthCheck = {
  protocol: "HTTP",
  path: "/health",
  matcher: "200",
  intervalSeconds: 30,
  timeoutSeconds: 3,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
};

export function ecsService(name: string): EcsService {
  const task = { address: name, family: name, cpu: 256, memoryMiB: 512, containers: [] };
  return { address: name, name, zones: [], desiredCount: 1, healthCheckGracePeriodSeconds: 0, task };
}

export function targetGroup(name: string): TargetGroup {
  const services = [{ service: ecsService(name), containerName: name, containerPort: 8080 }];
  return { address: `tg ${name}`, name, deregistrationDelaySeconds: 35, healthCheck, services };
}
