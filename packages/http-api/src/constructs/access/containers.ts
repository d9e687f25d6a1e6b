import { allow, names, type Permissions } from "./permissions";
import { inScope, prefixOf, taggedWith, taggingWith } from "./scope";

/** Cluster, services and tasks [Service Authorization Reference, Amazon ECS]. */
export const containers: Permissions = {
  read: names("ecs", [
    "DescribeCapacityProviders",
    "DescribeClusters",
    "DescribeServiceDeployments",
    "DescribeServiceRevisions",
    "DescribeServices",
    "DescribeTaskDefinition",
    "ListServiceDeployments",
    "ListTagsForResource",
  ]),
  write: (scope) => [
    allow(
      "RunServices",
      names("ecs", [
        "CreateCluster",
        "CreateService",
        "DeleteCluster",
        "DeleteService",
        "PutClusterCapacityProviders",
        "RegisterTaskDefinition",
        "TagResource",
        "UntagResource",
        "UpdateCluster",
        "UpdateClusterSettings",
        "UpdateService",
      ]),
      [`cluster/${prefixOf(scope)}`, `service/${prefixOf(scope)}/*`, `task-definition/${prefixOf(scope)}-*`].map(
        (resource) => inScope(scope, "ecs", resource),
      ),
    ),
    // This action does not support resources.
    allow("DeregisterTasks", ["ecs:DeregisterTaskDefinition"], "*"),
  ],
};

/** Repositories and the images in them [Service Authorization Reference, Amazon ECR]. */
export const images: Permissions = {
  read: names("ecr", [
    "BatchCheckLayerAvailability",
    "BatchGetImage",
    "DescribeImages",
    "DescribeRepositories",
    // A password for the registry, which the docker provider needs where an image is not recorded yet.
    "GetAuthorizationToken",
    "GetDownloadUrlForLayer",
    "GetLifecyclePolicy",
    "GetRepositoryPolicy",
    "ListTagsForResource",
  ]),
  write: (scope) => [
    allow(
      "KeepImages",
      names("ecr", [
        "BatchDeleteImage",
        "CompleteLayerUpload",
        "CreateRepository",
        "DeleteLifecyclePolicy",
        "DeleteRepository",
        "InitiateLayerUpload",
        "PutImage",
        "PutImageScanningConfiguration",
        "PutImageTagMutability",
        "PutLifecyclePolicy",
        "TagResource",
        "UntagResource",
        "UploadLayerPart",
      ]),
      inScope(scope, "ecr", `repository/${scope.application}/${scope.environment}/*`),
    ),
  ],
};

/** Scaling of services [Service Authorization Reference, Application Auto Scaling]. */
export const scaling: Permissions = {
  read: names("application-autoscaling", [
    "DescribeScalableTargets",
    "DescribeScalingPolicies",
    "DescribeScheduledActions",
    "ListTagsForResource",
  ]),
  write: (scope) => [
    allow(
      "MakeScaling",
      names("application-autoscaling", ["RegisterScalableTarget", "TagResource"]),
      inScope(scope, "application-autoscaling", "scalable-target/*"),
      taggingWith(scope),
    ),
    allow(
      "ChangeOwnScaling",
      names("application-autoscaling", [
        "DeleteScalingPolicy",
        "DeleteScheduledAction",
        "DeregisterScalableTarget",
        "PutScalingPolicy",
        "PutScheduledAction",
        "RegisterScalableTarget",
        "UntagResource",
      ]),
      inScope(scope, "application-autoscaling", "scalable-target/*"),
      taggedWith(scope),
    ),
    // A target-tracking policy creates alarms of its own, with the caller's permissions.
    allow(
      "WatchScaling",
      names("cloudwatch", ["DeleteAlarms", "PutMetricAlarm"]),
      inScope(scope, "cloudwatch", `alarm:TargetTracking-service/${prefixOf(scope)}/*`),
    ),
  ],
};

/** Cloud Map, whose namespaces are private hosted zones [Service Authorization Reference, AWS Cloud Map]. */
export const discovery: Permissions = {
  read: names("servicediscovery", [
    "GetNamespace",
    "GetOperation",
    "GetService",
    "ListNamespaces",
    "ListTagsForResource",
  ]),
  write: (scope) => [
    allow(
      "MakeDiscovery",
      names("servicediscovery", ["CreatePrivateDnsNamespace", "CreateService", "TagResource"]),
      "*",
      taggingWith(scope),
    ),
    allow(
      "ChangeOwnDiscovery",
      names("servicediscovery", [
        "CreateService",
        "DeleteNamespace",
        "DeleteService",
        "DeregisterInstance",
        "ListInstances",
        "UntagResource",
        "UpdatePrivateDnsNamespace",
        "UpdateService",
      ]),
      [inScope(scope, "servicediscovery", "namespace/*"), inScope(scope, "servicediscovery", "service/*")],
      taggedWith(scope),
    ),
  ],
};
