/** Settings of a service's container. */
export interface ContainerDefinitionProps {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  /** ARN of a secret or a parameter, by environment variable. @default none */
  readonly secrets?: Readonly<Record<string, string>>;
  /** @default none: only the load balancer's */
  readonly containerHealthCheck?: ContainerHealthCheck;
  /** @default Fargate's */
  readonly ulimits?: { readonly nofile: { readonly softLimit: number; readonly hardLimit: number } };
  /** @default true */
  readonly readonlyRootFilesystem?: boolean;
  readonly logGroupName: string;
  readonly region: string;
  readonly stopTimeoutSeconds: number;
}

/** A command in the container that says whether it is healthy. */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly retries: number;
  readonly startPeriodSeconds: number;
}

/**
 * A container definition in ECS's terms: read-only root, an init process, no root user. Its keys have a fixed order, so
 * that the same settings give the same text.
 */
export function containerDefinition(props: ContainerDefinitionProps) {
  const { secrets = {}, containerHealthCheck: healthCheck, ulimits } = props;
  return {
    name: props.name,
    image: props.image,
    essential: true,
    portMappings: [
      { name: "http", containerPort: props.port, hostPort: props.port, protocol: "tcp", appProtocol: "http" },
    ],
    environment: named(props.environment).map(([name, value]) => ({ name, value })),
    ...(Object.keys(secrets).length === 0
      ? {}
      : { secrets: named(secrets).map(([name, valueFrom]) => ({ name, valueFrom })) }),
    ...(healthCheck
      ? {
          healthCheck: {
            command: [...healthCheck.command],
            interval: healthCheck.intervalSeconds,
            timeout: healthCheck.timeoutSeconds,
            retries: healthCheck.retries,
            startPeriod: healthCheck.startPeriodSeconds,
          },
        }
      : {}),
    ...(ulimits ? { ulimits: [{ name: "nofile", ...ulimits.nofile }] } : {}),
    user: "1000:1000",
    readonlyRootFilesystem: props.readonlyRootFilesystem ?? true,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    stopTimeout: props.stopTimeoutSeconds,
    logConfiguration: awslogs({ ...props, streamPrefix: props.name }),
  };
}

/** Settings of the log driver of a container. */
export function awslogs(props: {
  readonly logGroupName: string;
  readonly region: string;
  readonly streamPrefix: string;
}) {
  return {
    logDriver: "awslogs",
    options: {
      "awslogs-group": props.logGroupName,
      "awslogs-region": props.region,
      "awslogs-stream-prefix": props.streamPrefix,
      // Losing log lines is better than a service that stops because CloudWatch does.
      mode: "non-blocking",
      "max-buffer-size": "4m",
    },
  };
}

/** Entries in the order of their names. */
function named(entries: Readonly<Record<string, string>>): readonly (readonly [string, string])[] {
  return Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1));
}
