import { allow, names, type Permissions } from "./permissions";
import { inScope, prefixOf, taggedWith, taggingWith } from "./scope";

/** Load balancers by name; target groups have random names [Service Authorization Reference, Elastic Load Balancing V2]. */
export const loadBalancing: Permissions = {
  read: names("elasticloadbalancing", [
    "DescribeCapacityReservation",
    "DescribeListenerAttributes",
    "DescribeListenerCertificates",
    "DescribeListeners",
    "DescribeLoadBalancerAttributes",
    "DescribeLoadBalancers",
    "DescribeRules",
    "DescribeTags",
    "DescribeTargetGroupAttributes",
    "DescribeTargetGroups",
    "DescribeTargetHealth",
  ]),
  write: (scope) => {
    const prefix = prefixOf(scope);
    const balancers = [`app/${prefix}/*`, `net/${prefix}-nlb/*`, `net/${prefix}-pl/*`];
    const kinds = ["loadbalancer", "listener", "listener-rule"];
    return [
      allow(
        "ChangeLoadBalancers",
        names("elasticloadbalancing", [
          "AddListenerCertificates",
          "AddTags",
          "CreateListener",
          "CreateLoadBalancer",
          "CreateRule",
          "DeleteListener",
          "DeleteLoadBalancer",
          "DeleteRule",
          "ModifyListener",
          "ModifyListenerAttributes",
          "ModifyLoadBalancerAttributes",
          "ModifyRule",
          "RemoveListenerCertificates",
          "RemoveTags",
          "SetIpAddressType",
          "SetRulePriorities",
          "SetSecurityGroups",
          "SetSubnets",
        ]),
        kinds.flatMap((kind) => balancers.map((name) => inScope(scope, "elasticloadbalancing", `${kind}/${name}`))),
      ),
      allow(
        "MakeTargetGroups",
        names("elasticloadbalancing", ["AddTags", "CreateTargetGroup"]),
        inScope(scope, "elasticloadbalancing", "targetgroup/*"),
        taggingWith(scope),
      ),
      allow(
        "ChangeOwnTargetGroups",
        names("elasticloadbalancing", [
          "DeleteTargetGroup",
          "DeregisterTargets",
          "ModifyTargetGroup",
          "ModifyTargetGroupAttributes",
          "RegisterTargets",
          "RemoveTags",
        ]),
        inScope(scope, "elasticloadbalancing", "targetgroup/*"),
        taggedWith(scope),
      ),
    ];
  },
};
