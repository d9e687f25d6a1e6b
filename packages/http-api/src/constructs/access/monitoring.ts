import { partition } from "../arn";
import { allow, names, type Permissions } from "./permissions";
import { inScope, prefixOf } from "./scope";

/** Log groups, and what lets API Gateway and flow logs write to them [Amazon API Gateway, "Configure logging for HTTP APIs"]. */
export const logs: Permissions = {
  read: names("logs", [
    "DescribeLogGroups",
    "DescribeMetricFilters",
    "DescribeResourcePolicies",
    "GetLogDelivery",
    "ListLogDeliveries",
    "ListTagsForResource",
    "ListTagsLogGroup",
  ]),
  write: (scope) => [
    allow(
      "KeepLogs",
      names("logs", [
        "AssociateKmsKey",
        "CreateLogGroup",
        "DeleteLogGroup",
        "DeleteMetricFilter",
        "DeleteRetentionPolicy",
        "DisassociateKmsKey",
        "PutMetricFilter",
        "PutRetentionPolicy",
        "TagResource",
        "UntagResource",
      ]),
      [`/${prefixOf(scope)}/*`, `/aws/vendedlogs/${prefixOf(scope)}/*`, `/aws/lambda/${prefixOf(scope)}-*`].map(
        (name) => inScope(scope, "logs", `log-group:${name}`),
      ),
    ),
    // These actions do not support resources.
    allow(
      "DeliverLogs",
      names("logs", ["CreateLogDelivery", "DeleteLogDelivery", "PutResourcePolicy", "UpdateLogDelivery"]),
      "*",
    ),
  ],
};

/** Alarms, the dashboard, and the topic that alarms notify [Service Authorization Reference, Amazon CloudWatch, Amazon SNS]. */
export const monitoring: Permissions = {
  read: [
    ...names("cloudwatch", ["DescribeAlarms", "GetDashboard", "ListTagsForResource"]),
    ...names("sns", [
      "GetSubscriptionAttributes",
      "GetTopicAttributes",
      "ListSubscriptionsByTopic",
      "ListTagsForResource",
    ]),
  ],
  write: (scope) => {
    const { account, region } = scope.placement;
    return [
      allow(
        "ChangeAlarms",
        names("cloudwatch", ["DeleteAlarms", "PutMetricAlarm", "TagResource", "UntagResource"]),
        inScope(scope, "cloudwatch", `alarm:${prefixOf(scope)}/*`),
      ),
      allow(
        "ChangeDashboards",
        names("cloudwatch", ["DeleteDashboards", "PutDashboard"]),
        `arn:${partition(region)}:cloudwatch::${account}:dashboard/${prefixOf(scope)}`,
      ),
      allow(
        "ChangeTopics",
        names("sns", [
          "CreateTopic",
          "DeleteTopic",
          "SetSubscriptionAttributes",
          "SetTopicAttributes",
          "Subscribe",
          "TagResource",
          "Unsubscribe",
          "UntagResource",
        ]),
        inScope(scope, "sns", `${prefixOf(scope)}-*`),
      ),
    ];
  },
};
