import { COLLECTORS } from "../aws/collectors";
import { awslogs } from "./container-definition";
import type { PolicyStatement } from "./policy-document";

/** A collector beside the application that sends its traces to X-Ray. */
export interface TracingProps {
  readonly collector: "adot" | "x-ray";
  readonly image: string;
  readonly memoryMiB: number;
}

const COMMANDS = {
  // Configuration from the image: OTLP in, X-Ray out.
  adot: ["--config=/etc/ecs/ecs-default-config.yaml"],
  // Without a lookup of EC2 instance metadata.
  "x-ray": ["--local-mode"],
} as const;

/** Variables by which the application finds the collector. */
export function tracingEnvironment({ collector }: TracingProps): Readonly<Record<string, string>> {
  return COLLECTORS[collector].environment;
}

/** The sidecar's container definition. The task keeps running when the collector fails: traces are not worth an outage. */
export function tracingContainer(
  { collector, image, memoryMiB }: TracingProps,
  logs: { readonly logGroupName: string; readonly region: string },
) {
  const { name } = COLLECTORS[collector];
  return {
    name,
    image,
    essential: false,
    memory: memoryMiB,
    command: [...COMMANDS[collector]],
    environment: [{ name: "AWS_REGION", value: logs.region }],
    readonlyRootFilesystem: true,
    linuxParameters: { initProcessEnabled: true, capabilities: { drop: ["ALL"] } },
    logConfiguration: awslogs({ ...logs, streamPrefix: name }),
  };
}

/** What the task role needs to send traces; these actions support no resource but `*`. */
export const TRACING_STATEMENT: PolicyStatement = {
  Sid: "SendTraces",
  Effect: "Allow",
  Action: [
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
    "xray:GetSamplingStatisticSummaries",
  ],
  Resource: "*",
};
