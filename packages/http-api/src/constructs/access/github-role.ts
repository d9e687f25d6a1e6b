import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { policyDocument, type PolicyStatement } from "../policy-document";

/** Settings of a {@link GitHubRole}. */
export interface GitHubRoleProps {
  readonly name: string;
  readonly description: string;
  readonly trust: PolicyStatement;
  /** Statements by the suffix of their policy's name. */
  readonly policies: Readonly<Record<string, readonly PolicyStatement[]>>;
  /** How long credentials may last. */
  readonly maxSessionSeconds: number;
}

/** A role that jobs of a GitHub repository assume. */
export class GitHubRole extends Construct {
  readonly roleArn: string;

  constructor(scope: Construct, id: string, props: GitHubRoleProps) {
    super(scope, id);
    const role = new IamRole(this, "Resource", {
      name: props.name,
      description: props.description,
      assumeRolePolicy: policyDocument(props.trust),
      maxSessionDuration: props.maxSessionSeconds,
    });
    this.roleArn = role.arn;
    for (const [name, statements] of Object.entries(props.policies)) {
      const policy = new IamPolicy(this, name, {
        name: `${props.name}-${name}`,
        description: `${props.description}: ${name}`,
        policy: policyDocument(...statements),
      });
      new IamRolePolicyAttachment(this, `${name}-attached`, { role: role.name, policyArn: policy.arn });
    }
  }
}
