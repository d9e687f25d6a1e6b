/** The collectors that run beside a service: container name, TCP ports that they take, and how the application finds them. */
export const COLLECTORS = {
  /** OTLP by gRPC and HTTP, X-Ray, the collector's own metrics and health [aws-otel-collector, ecs-default-config]. */
  adot: {
    name: "adot-collector",
    ports: [2000, 4317, 4318, 8888, 13133],
    environment: { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" },
  },
  /** The daemon listens to UDP and TCP [AWS X-Ray Developer Guide, "The X-Ray daemon"]. */
  "x-ray": { name: "xray-daemon", ports: [2000], environment: { AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000" } },
} as const;
