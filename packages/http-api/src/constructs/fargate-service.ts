import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { Construct } from "constructs";
import type { TerraformResource } from "cdktf";
import { addressOf } from "./address-of";
import { capacityStrategy, type ServiceCapacity } from "./capacity-strategy";
import type { FargateCluster } from "./fargate-cluster";
import { maximumPercent } from "./maximum-percent";
import type { INetwork } from "./network";
import { type RolloutTimes, waitTimes } from "./rollout-times";
import { SecurityGroup } from "./security-group";
import { ServiceScaling, type ServiceScalingProps } from "./service-scaling";
import type { ServiceTarget } from "./service-target";
import { ServiceTask, type ServiceTaskProps } from "./service-task";

/** Settings of a {@link FargateService}. */
export interface FargateServiceProps extends Omit<ServiceTaskProps, "execLogging"> {
  readonly network: INetwork;
  readonly cluster: FargateCluster;
  /** Group that the tasks of every service are in, besides their own. @default none */
  readonly allTasks?: SecurityGroup;
  readonly desiredCount: number;
  readonly scaling?: Omit<ServiceScalingProps, "clusterName" | "serviceName" | "resourceLabel" | "vpc">;
  /** @default every task on FARGATE */
  readonly capacity?: ServiceCapacity;
  /** Let operators open a shell in a task; the cluster has to have its logging set up. @default false */
  readonly exec?: boolean;
  readonly healthCheckGracePeriodSeconds: number;
  /** The load balancer's check of a task. @default every 30 s, healthy after 5, unhealthy after 2, as a target group has it */
  readonly healthCheck?: RolloutTimes["healthCheck"];
  /** How long the load balancer keeps a leaving task's open requests. @default 300, as a target group has it */
  readonly deregistrationDelaySeconds?: number;
  /** Security groups of the tasks besides their own; AWS takes five per network interface by default. @default none */
  readonly securityGroupIds?: readonly string[];
  /** Cloud Map service that tasks register in. */
  readonly registryArn: string;
  /** Place behind a load balancer. @default none: tasks are reached through Cloud Map */
  readonly target?: ServiceTarget;
  /** Another place behind a load balancer, by which requests come until the API has moved. @default none */
  readonly previousTarget?: ServiceTarget;
  /**
   * The service had no load balancer before. ECS holds the grace period of an update to the load balancers that the service
   * has already (CloudFormation coverage roadmap issue 1313), so it is left to the next deploy. @default false
   */
  readonly targetIsFirst?: boolean;
  /**
   * Tasks are found by Cloud Map, now or until the API has moved: a rollout takes two waves.
   *
   * @default where there is no target
   */
  readonly reachedByCloudMap?: boolean;
  /**
   * CloudWatch alarms, by name, that stop a rollout and take it back; one at least. A service that once had alarms keeps
   * some: the provider's update without them lacks a field that ECS requires.
   */
  readonly rolloutAlarmNames: readonly string[];
}

/** A container service on Fargate, in private subnets, with logs, roles and a security group of its own. */
export class FargateService extends Construct {
  readonly securityGroup: SecurityGroup;
  readonly port: number;
  readonly logGroupName: string;
  private readonly ecsService: EcsService;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    this.port = props.port;
    const { name, prefix, cluster, target } = props;
    const task = new ServiceTask(this, "Task", {
      ...props,
      ...(props.exec === true && cluster.execLogging ? { execLogging: cluster.execLogging } : {}),
    });
    this.logGroupName = task.logGroupName;
    this.securityGroup = new SecurityGroup(this, "SecurityGroup", {
      vpcId: props.network.vpcId,
      role: name,
      namePrefix: `${prefix}-${name}`,
      description: `Tasks of ${name}`,
    });
    this.ecsService = this.service(props, task);
    if (props.scaling) {
      new ServiceScaling(this, "scaling", {
        ...props.scaling,
        clusterName: cluster.clusterName,
        serviceName: this.ecsService.name,
        vpc: props.network.identity,
        ...(target?.resourceLabel === undefined ? {} : { resourceLabel: target.resourceLabel }),
      });
    }
  }

  /**
   * Tasks start once these are there, and stop before they go: their way out, for example, without which they cannot pull
   * their image, and after three that failed ECS gives the first deployment up.
   */
  startAfter(...needed: readonly TerraformResource[]): void {
    // Addresses as they are: CDKTF's token for one is made, and read again, for each service that names it.
    const addresses = needed.map(addressOf);
    this.ecsService.dependsOn = [...(this.ecsService.dependsOn ?? []), ...addresses];
  }

  private service(props: FargateServiceProps, task: ServiceTask): EcsService {
    const { name, target, rolloutAlarmNames } = props;
    const targets = [target, props.previousTarget].filter((each) => each !== undefined);
    const balanced = targets.length > 0;
    const timeouts = waitTimes({
      graceSeconds: balanced ? props.healthCheckGracePeriodSeconds : 0,
      healthCheck: props.healthCheck ?? { intervalSeconds: 30, healthyThreshold: 5, unhealthyThreshold: 2 },
      drainSeconds: balanced ? (props.deregistrationDelaySeconds ?? 300) : 0,
      stopTimeoutSeconds: props.stopTimeoutSeconds,
    });
    const container = { containerName: name, containerPort: props.port };
    return new EcsService(this, "Resource", {
      name,
      cluster: props.cluster.clusterArn,
      taskDefinition: task.taskDefinitionArn,
      desiredCount: props.scaling?.min ?? props.desiredCount,
      capacityProviderStrategy: capacityStrategy(props.capacity),
      // Without it the provider destroys and creates the service when the strategy changes (issue 22408).
      forceNewDeployment: true,
      networkConfiguration: {
        subnets: [...props.network.privateSubnetIds],
        securityGroups: [
          this.securityGroup.securityGroupId,
          ...(props.allTasks ? [props.allTasks.securityGroupId] : []),
          ...(props.securityGroupIds ?? []),
        ],
        assignPublicIp: false,
      },
      deploymentCircuitBreaker: { enable: true, rollback: true },
      alarms: { alarmNames: [...rolloutAlarmNames], enable: true, rollback: true },
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: maximumPercent(props, props.reachedByCloudMap ?? !balanced),
      availabilityZoneRebalancing: "ENABLED",
      ...(balanced
        ? {
            loadBalancer: targets.map(({ targetGroupArn }) => ({ targetGroupArn, ...container })),
            ...(props.targetIsFirst === true
              ? {}
              : { healthCheckGracePeriodSeconds: props.healthCheckGracePeriodSeconds }),
          }
        : {}),
      serviceRegistries: { registryArn: props.registryArn, ...container },
      ...(props.exec === true ? { enableExecuteCommand: true } : {}),
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      waitForSteadyState: true,
      ...(Object.keys(timeouts).length === 0 ? {} : { timeouts }),
      dependsOn: [props.cluster.capacity, ...task.ready, ...targets.map(({ reachable }) => reachable)],
      lifecycle: {
        ...(props.scaling ? { ignoreChanges: ["desired_count"] } : {}),
        // Tasks, their target group and their Cloud Map service are of one VPC, and leave the old one together.
        replaceTriggeredBy: [props.network.identity],
        // The provider reports success after a rollback (terraform-aws-ecs issue 325).
        postcondition: [
          {
            condition: `\${self.task_definition == ${task.fqn}.arn}`,
            errorMessage: `${name} does not run the new task definition: its tasks failed, or one of its alarms went off, and ECS rolled back. Read the service's events and the log group ${task.logGroupName}, then deploy again.`,
          },
        ],
      },
    });
  }
}
