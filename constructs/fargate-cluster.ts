import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";

/** Settings of a {@link FargateCluster}. */
export interface FargateClusterProps {
  readonly name: string;
}

/** An ECS cluster for Fargate and Fargate Spot, with Container Insights. */
export class FargateCluster extends Construct {
  readonly clusterArn: string;
  readonly clusterName: string;
  /** What a service has to wait for before it can use a capacity provider. */
  readonly capacity: ITerraformDependable;

  constructor(scope: Construct, id: string, { name }: FargateClusterProps) {
    super(scope, id);
    const cluster = new EcsCluster(this, "Resource", {
      name,
      setting: [{ name: "containerInsights", value: "enabled" }],
    });
    this.clusterArn = cluster.arn;
    this.clusterName = cluster.name;
    this.capacity = new EcsClusterCapacityProviders(this, "capacity", {
      clusterName: cluster.name,
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
      defaultCapacityProviderStrategy: [{ capacityProvider: "FARGATE", weight: 1 }],
    });
  }
}
