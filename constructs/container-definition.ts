/** What the container of a service is started with. */
export interface ContainerDefinitionProps {
  readonly name: string;
  readonly image: string;
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logGroupName: string;
  readonly region: string;
  readonly stopTimeoutSeconds: number;
}

/**
 * A container definition in ECS's own words: read-only root, an init process, no root user. Its keys stand in a fixed
 * order, so that the same settings are the same text.
 */
export function containerDefinition(props: ContainerDefinitionProps) {
  return {
    name: props.name,
    image: props.image,
    essential: true,
    portMappings: [
      { name: "http", containerPort: props.port, hostPort: props.port, protocol: "tcp", appProtocol: "http" },
    ],
    environment: Object.entries(props.environment)
      .map(([name, value]) => ({ name, value: literal(value) }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    user: "1000:1000",
    readonlyRootFilesystem: true,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    stopTimeout: props.stopTimeoutSeconds,
    logConfiguration: {
      logDriver: "awslogs",
      options: {
        "awslogs-group": props.logGroupName,
        "awslogs-region": props.region,
        "awslogs-stream-prefix": props.name,
        // Losing log lines is better than a service that stands still because CloudWatch does.
        mode: "non-blocking",
        "max-buffer-size": "4m",
      },
    },
  };
}

/** A user's value as Terraform leaves it alone: `${…}` and `%{…}` are templates to it elsewhere in the JSON. */
export function literal(value: string): string {
  // A function, because "$$" in a replacement text is one "$".
  return value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
