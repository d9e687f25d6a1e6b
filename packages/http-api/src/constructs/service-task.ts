import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import type { Placement } from "./arn";
import { containerDefinition, type ContainerDefinitionProps } from "./container-definition";
import { execStatements, type ExecLogging } from "./exec-access";
import type { PolicyStatement } from "./policy-document";
import { repositoryArnOf, TaskRoles } from "./task-roles";
import { tracingContainer, tracingEnvironment, TRACING_STATEMENT, type TracingProps } from "./tracing-sidecar";

/** Settings of a {@link ServiceTask}. */
export interface ServiceTaskProps extends Pick<
  ContainerDefinitionProps,
  "name" | "image" | "port" | "environment" | "secrets" | "containerHealthCheck" | "ulimits" | "stopTimeoutSeconds"
> {
  /** Prefix of physical names, `<application>-<environment>`. */
  readonly prefix: string;
  readonly placement: Placement;
  /** ECR repository of the image; `undefined` where it is in another registry. */
  readonly repositoryArn: string | undefined;
  /** CPU units, 1024 per vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: "X86_64" | "ARM64";
  readonly logRetentionDays: number;
  /** Customer key of the log group. @default AWS's own */
  readonly keyArn?: string;
  /** Customer keys that the secrets are encrypted with. @default none */
  readonly secretKeyArns?: readonly string[];
  /** What the application itself may do. @default nothing */
  readonly taskPolicy?: readonly PolicyStatement[];
  /** Lets operators open a shell, and logs it. @default no shells */
  readonly execLogging?: ExecLogging;
  /** @default no traces */
  readonly tracing?: TracingProps;
}

/** What a service's tasks need: the task definition, the roles and the log group. */
export class ServiceTask extends Construct {
  readonly taskDefinitionArn: string;
  /** Reference in Terraform. */
  readonly fqn: string;
  readonly logGroupName: string;
  /** What must exist before a task can start. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ServiceTaskProps) {
    super(scope, id);
    const { name, prefix, tracing, execLogging } = props;
    const { region } = props.placement;
    this.logGroupName = `/${prefix}/${name}`;
    const logs = new CloudwatchLogGroup(this, "Logs", {
      name: this.logGroupName,
      retentionInDays: props.logRetentionDays,
      ...(props.keyArn === undefined ? {} : { kmsKeyId: props.keyArn }),
    });
    const roles = new TaskRoles(this, "Roles", {
      namePrefix: `${prefix}-${name}`,
      placement: props.placement,
      logGroupArn: logs.arn,
      repositoryArns: [props.repositoryArn, tracing ? repositoryArnOf(tracing.image) : undefined].filter(
        (arn) => arn !== undefined,
      ),
      secrets: { secrets: props.secrets ?? {}, keyArns: props.secretKeyArns ?? [] },
      taskStatements: [
        ...(props.taskPolicy ?? []),
        ...(execLogging ? execStatements(execLogging) : []),
        ...(tracing ? [TRACING_STATEMENT] : []),
      ],
    });
    this.ready = roles.policies;
    const task = new EcsTaskDefinition(this, "Resource", {
      family: `${prefix}-${name}`,
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(props.cpu),
      memory: String(props.memoryMiB),
      runtimePlatform: { operatingSystemFamily: "LINUX", cpuArchitecture: props.architecture },
      executionRoleArn: roles.executionRoleArn,
      taskRoleArn: roles.taskRoleArn,
      containerDefinitions: JSON.stringify([
        containerDefinition({
          ...props,
          environment: { ...(tracing ? tracingEnvironment(tracing) : {}), ...props.environment },
          // The agent of ECS Exec writes to the container's root file system.
          readonlyRootFilesystem: execLogging === undefined,
          logGroupName: logs.name,
          region,
        }),
        ...(tracing ? [tracingContainer(tracing, { logGroupName: logs.name, region })] : []),
      ]),
      // ECS can roll back, automatically or by hand, only to a revision that is still active.
      skipDestroy: true,
      // A new revision must exist before the old one goes, or a failed apply leaves the service without any.
      lifecycle: { createBeforeDestroy: true },
    });
    this.taskDefinitionArn = task.arn;
    this.fqn = task.fqn;
  }
}
