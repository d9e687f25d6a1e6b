import type { EcsService } from "@private-http-api/topology";

export interface InstanceProps {
  readonly service: EcsService;
  /** Availability zone of the task. */
  readonly zone: string | undefined;
  readonly host: string;
  /** The port that the service registers, not the port on this machine. */
  readonly containerPort: number;
}

/** The attributes that ECS sets on an instance in Cloud Map ("Service discovery concepts"), as far as they are known. */
export function instanceAttributes({ service, zone, host, containerPort }: InstanceProps): Record<string, string> {
  return {
    AWS_INSTANCE_IPV4: host,
    AWS_INSTANCE_PORT: String(containerPort),
    ...(zone === undefined ? {} : { AVAILABILITY_ZONE: zone, REGION: regionOf(zone) }),
    ...(service.cluster === undefined ? {} : { ECS_CLUSTER_NAME: service.cluster }),
    ECS_SERVICE_NAME: service.name,
    ECS_TASK_DEFINITION_FAMILY: service.task.family,
  };
}

/** `us-gov-west-1a` is of us-gov-west-1, and so is the local zone `us-west-2-lax-1a` of us-west-2. */
function regionOf(zone: string): string {
  return /^[a-z]+(?:-[a-z]+)+?-\d+/.exec(zone)?.[0] ?? zone;
}
