import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";
import type { ExecLogging } from "./exec-access";

/** Settings of a {@link FargateCluster}. */
export interface FargateClusterProps {
  readonly name: string;
  /** Logs the shells that operators open in tasks (ECS Exec). @default there are no shells */
  readonly exec?: { readonly retentionDays: number };
  /** Customer key for those shells and their log. @default AWS's own */
  readonly keyArn?: string;
}

/** An ECS cluster for Fargate and Fargate Spot, with Container Insights. */
export class FargateCluster extends Construct {
  readonly clusterArn: string;
  readonly clusterName: string;
  /** What a service must wait for before it can use a capacity provider. */
  readonly capacity: ITerraformDependable;
  /** Where shells are logged; `undefined` where no service has them. */
  readonly execLogging: ExecLogging | undefined;

  constructor(scope: Construct, id: string, { name, exec, keyArn }: FargateClusterProps) {
    super(scope, id);
    this.execLogging = exec ? this.execLog(name, exec.retentionDays, keyArn) : undefined;
    const cluster = new EcsCluster(this, "Resource", {
      name,
      setting: [{ name: "containerInsights", value: "enabled" }],
      ...(this.execLogging
        ? {
            configuration: {
              executeCommandConfiguration: {
                logging: "OVERRIDE",
                logConfiguration: {
                  cloudWatchLogGroupName: this.execLogging.logGroupName,
                  cloudWatchEncryptionEnabled: keyArn !== undefined,
                },
                ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
              },
            },
          }
        : {}),
    });
    this.clusterArn = cluster.arn;
    this.clusterName = cluster.name;
    this.capacity = new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  }

  private execLog(name: string, retentionInDays: number, keyArn: string | undefined): ExecLogging {
    const logs = new CloudwatchLogGroup(this, "exec", {
      name: `/${name}/ecs-exec`,
      retentionInDays,
      ...(keyArn === undefined ? {} : { kmsKeyId: keyArn }),
    });
    return {
      logGroupName: logs.name,
      logGroupArn: logs.arn,
      ...(keyArn === undefined ? {} : { keyArn }),
    };
  }
}
