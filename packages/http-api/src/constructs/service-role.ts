import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { Construct } from "constructs";
import { arn, type Placement } from "./arn";
import { policyDocument } from "./policy-document";
import { roleNamePrefix } from "./role-name";

/** Settings of {@link serviceRole}. */
export interface ServiceRoleProps {
  /** Prefix of the role's name, of which the last 37 characters are used before a random suffix; also its Name tag. */
  readonly name: string;
  readonly description: string;
  /** The service that assumes it, e.g. `ecs-tasks`. */
  readonly service: string;
  /**
   * Resources of this account for which it may, e.g. `ec2` and `vpc-flow-log/*`: without it any account could make the
   * service use the role for resources of its own. @default any, for a service that checks who passes it a role
   */
  readonly onBehalfOf?: { readonly service: string; readonly resources: string; readonly placement: Placement };
}

/** A role that an AWS service assumes, without permissions yet. */
export function serviceRole(scope: Construct, id: string, props: ServiceRoleProps): IamRole {
  const { name, description, service, onBehalfOf } = props;
  return new IamRole(scope, id, {
    namePrefix: roleNamePrefix(name),
    description,
    assumeRolePolicy: policyDocument({
      Effect: "Allow",
      Principal: { Service: `${service}.amazonaws.com` },
      Action: "sts:AssumeRole",
      ...(onBehalfOf === undefined
        ? {}
        : {
            Condition: {
              StringEquals: { "aws:SourceAccount": onBehalfOf.placement.account },
              ArnLike: { "aws:SourceArn": arn(onBehalfOf.service, onBehalfOf.resources, onBehalfOf.placement) },
            },
          }),
    }),
    tags: { Name: name },
  });
}
