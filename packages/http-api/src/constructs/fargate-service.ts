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
  /** Group of all services' tasks, in addition to their own. @default none */
  readonly allTasks?: SecurityGroup;
  readonly desiredCount: number;
  readonly scaling?: Omit<ServiceScalingProps, "clusterName" | "serviceName" | "resourceLabel" | "vpc">;
  /** @default every task on FARGATE */
  readonly capacity?: ServiceCapacity;
  /** Lets operators open a shell in a task; requires the cluster's `exec`. @default false */
  readonly exec?: boolean;
  readonly healthCheckGracePeriodSeconds: number;
  /** The load balancer's health check. @default every 30 s, healthy after 5, unhealthy after 2, a target group's defaults */
  readonly healthCheck?: RolloutTimes["healthCheck"];
  /** How long the load balancer keeps open requests to a deregistered task. @default 300, a target group's default */
  readonly deregistrationDelaySeconds?: number;
  /** Security groups of the tasks in addition to their own; AWS allows five per network interface by default. @default none */
  readonly securityGroupIds?: readonly string[];
  /** Cloud Map service in which the tasks register. */
  readonly registryArn: string;
  /** Place behind a load balancer. @default none: tasks are reached through Cloud Map */
  readonly target?: ServiceTarget;
  /** Another place behind a load balancer, through which requests arrive until the API has moved. @default none */
  readonly previousTarget?: ServiceTarget;
  /**
   * The service had no load balancer before. ECS checks the grace period of an update against the load balancers that the
   * service already has (CloudFormation coverage roadmap issue 1313), so it is left to the next deploy. @default false
   */
  readonly targetIsFirst?: boolean;
  /**
   * Tasks are found through Cloud Map, now or until the API has moved: a rollout then takes two waves.
   *
   * @default where there is no target
   */
  readonly reachedByCloudMap?: boolean;
  /**
   * Names of the CloudWatch alarms that stop a rollout and roll it back; at least one. A service that once had alarms must
   * keep some: the provider's update without them lacks a field that ECS requires.
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
   * Tasks start once these resources exist, and stop before they are destroyed: for example the outbound rules and routes,
   * without which they cannot pull their image; after three failed tasks ECS gives up the first deployment.
   */
  startAfter(...needed: readonly TerraformResource[]): void {
    // Plain addresses: CDKTF would create and resolve a token for each service that names one, which takes time.
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
        // Tasks, their target group and their Cloud Map service belong to one VPC, and leave the old one together.
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
