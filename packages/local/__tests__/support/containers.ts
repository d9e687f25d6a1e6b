import type { Container } from "@private-http-api/topology";

export function container(changes: Partial<Container> = {}): Container {
  return {
    name: "web",
    essential: true,
    environment: {},
    secrets: [],
    ports: [8080],
    readonlyRootFilesystem: true,
    initProcessEnabled: true,
    droppedCapabilities: ["ALL"],
    stopTimeoutSeconds: 5,
    ...changes,
  };
}
