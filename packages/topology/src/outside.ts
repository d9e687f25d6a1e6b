import type { Container, TaskDefinition } from "./backends";

/** A container of which only the name and port are known. */
export function containerOf(name: string, port: number): Container {
  return {
    name,
    essential: true,
    environment: {},
    secrets: [],
    ports: [port],
    readonlyRootFilesystem: false,
    initProcessEnabled: false,
    droppedCapabilities: [],
    // ECS's own default: 30 s.
    stopTimeoutSeconds: 30,
  };
}

/** Placeholder for a task definition that this Terraform does not have; the size is Fargate's smallest. */
export function unknownTask(address: string, containers: readonly Container[]): TaskDefinition {
  return { address, family: "", cpu: 256, memoryMiB: 512, containers };
}
