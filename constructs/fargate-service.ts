import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { Construct } from "constructs";
import type { Placement } from "./arn";
import { containerDefinition } from "./container-definition";
import type { FargateCluster } from "./fargate-cluster";
import type { INetwork } from "./network";
import { SecurityGroup } from "./security-group";
import { ServiceScaling, type ServiceScalingProps } from "./service-scaling";
import type { ServiceTarget } from "./service-target";
import { TaskRoles } from "./task-roles";

/** Settings of a {@link FargateService}. */
export interface FargateServiceProps {
  readonly name: string;
  /** Prefix of physical names, `<application>-<environment>`. */
  readonly prefix: string;
  readonly placement: Placement;
  readonly network: INetwork;
  readonly cluster: FargateCluster;
  /** By digest, or by a tag that never moves. */
  readonly image: string;
  /** ECR repository of the image; `undefined` where it is in another registry. */
  readonly repositoryArn: string | undefined;
  /** CPU units, 1024 a vCPU. */
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly architecture: "X86_64" | "ARM64";
  readonly port: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly desiredCount: number;
  readonly scaling?: Omit<ServiceScalingProps, "clusterName" | "serviceName">;
  readonly stopTimeoutSeconds: number;
  readonly healthCheckGracePeriodSeconds: number;
  readonly logRetentionDays: number;
  /** Cloud Map service that tasks register in. */
  readonly registryArn: string;
  /** Place behind a load balancer. @default none: tasks are reached through Cloud Map */
  readonly target?: ServiceTarget;
}

/** A container service on Fargate, in private subnets, with logs, roles and a security group of its own. */
export class FargateService extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly port: number;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    this.port = props.port;
    const { name, prefix } = props;
    const logGroup = new CloudwatchLogGroup(this, "Logs", {
      name: `/${prefix}/${name}`,
      retentionInDays: props.logRetentionDays,
    });
    const roles = new TaskRoles(this, "Roles", {
      namePrefix: `${prefix}-${name}`,
      placement: props.placement,
      logGroupArn: logGroup.arn,
      repositoryArn: props.repositoryArn,
    });
    const task = new EcsTaskDefinition(this, "Task", {
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
          name,
          image: props.image,
          port: props.port,
          environment: props.environment,
          logGroupName: logGroup.name,
          region: props.placement.region,
          stopTimeoutSeconds: props.stopTimeoutSeconds,
        }),
      ]),
      // A new revision has to be there before the old one goes, or a failed apply leaves the service without any.
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      role: name,
      namePrefix: `${prefix}-${name}`,
      description: `Tasks of ${name}`,
    });
    const service = this.service(props, task, roles);
    if (props.scaling) {
      new ServiceScaling(this, "scaling", {
        ...props.scaling,
        clusterName: props.cluster.clusterName,
        serviceName: service.name,
      });
    }
  }

  private service(props: FargateServiceProps, task: EcsTaskDefinition, roles: TaskRoles): EcsService {
    const { name, target } = props;
    const container = { containerName: name, containerPort: props.port };
    return new EcsService(this, "Resource", {
      name,
      cluster: props.cluster.clusterArn,
      taskDefinition: task.arn,
      desiredCount: props.scaling?.min ?? props.desiredCount,
      capacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
      networkConfiguration: {
        subnets: [...props.network.privateSubnetIds],
        securityGroups: [this.securityGroup.securityGroupId],
        assignPublicIp: false,
      },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      availabilityZoneRebalancing: "ENABLED",
      ...(target
        ? {
            loadBalancer: [{ targetGroupArn: target.targetGroupArn, ...container }],
            healthCheckGracePeriodSeconds: props.healthCheckGracePeriodSeconds,
          }
        : {}),
      serviceRegistries: { registryArn: props.registryArn, ...container },
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
      dependsOn: [props.cluster.capacity, roles.executionPolicy, ...(target ? [target.reachable] : [])],
      lifecycle: {
        ...(props.scaling ? { ignoreChanges: ["desired_count"] } : {}),
        // The provider reports success after the circuit breaker has rolled back (terraform-aws-ecs issue 325).
        postcondition: [
          {
            condition: `\${self.task_definition == ${task.fqn}.arn}`,
            errorMessage: `${name} does not run the new task definition: its tasks failed and ECS rolled back. Read the service's events and the log group /${props.prefix}/${name}, then deploy again.`,
          },
        ],
      },
    });
  }
}
