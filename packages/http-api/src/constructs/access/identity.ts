import { allow, names, type Permissions } from "./permissions";
import { iamArn, inScope, rolePathOf } from "./scope";

/** Services for which AWS creates a service-linked role at their first use, as IAM names them [IAM User Guide, "AWS services that work with IAM"]. */
const SERVICE_LINKED = [
  "ecs.amazonaws.com",
  "ecs.application-autoscaling.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "ops.apigateway.amazonaws.com",
];

/** Services that the stacks pass a role to. */
const PASSED_TO = ["ecs-tasks.amazonaws.com", "lambda.amazonaws.com", "vpc-flow-logs.amazonaws.com"];

/** The environment's own roles, never without their boundary [Service Authorization Reference, AWS IAM]. */
export const roles: Permissions = {
  read: names("iam", [
    "GetRole",
    "GetRolePolicy",
    "ListAttachedRolePolicies",
    "ListInstanceProfilesForRole",
    "ListRolePolicies",
  ]),
  write: (scope) => {
    const own = iamArn(scope, `role${rolePathOf(scope)}*`);
    return [
      allow(
        "MakeBoundedRoles",
        names("iam", [
          "AttachRolePolicy",
          "CreateRole",
          "DeleteRolePolicy",
          "DetachRolePolicy",
          "PutRolePermissionsBoundary",
          "PutRolePolicy",
        ]),
        own,
        { StringEquals: { "iam:PermissionsBoundary": scope.permissionsBoundary } },
      ),
      allow(
        "ChangeOwnRoles",
        names("iam", [
          "DeleteRole",
          "TagRole",
          "UntagRole",
          "UpdateAssumeRolePolicy",
          "UpdateRole",
          "UpdateRoleDescription",
        ]),
        own,
      ),
      allow("PassOwnRoles", ["iam:PassRole"], own, {
        StringEquals: {
          "iam:PassedToService": [...PASSED_TO, ...(scope.managesApiLogRole ? ["apigateway.amazonaws.com"] : [])],
        },
      }),
      allow("MakeServiceLinkedRoles", ["iam:CreateServiceLinkedRole"], iamArn(scope, "role/aws-service-role/*"), {
        StringEquals: { "iam:AWSServiceName": SERVICE_LINKED },
      }),
    ];
  },
};

/** The customer key, where there is one: its own policy names the services through which it is used. */
export const keys: Permissions = {
  read: names("kms", ["DescribeKey", "ListAliases"]),
  write: (scope) =>
    scope.keyAlias === undefined
      ? []
      : [
          allow(
            "UseKey",
            // Grants: ECR and DynamoDB create them, with the caller's permissions, for what the key encrypts.
            names("kms", ["CreateGrant", "Decrypt", "Encrypt", "GenerateDataKey", "RetireGrant"]),
            inScope(scope, "kms", "key/*"),
            { "ForAnyValue:StringEquals": { "kms:ResourceAliases": `alias/${scope.keyAlias}` } },
          ),
        ],
};
