import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import {
  type AccessScope,
  BaseStack,
  type BaseStackProps,
  boundaryName,
  boundaryStatements,
  deployPolicies,
  GITHUB_TOKENS,
  GitHubRole,
  type GitHubRepository,
  githubTrust,
  iamArn,
  planPolicies,
  policyDocument,
} from "@private-http-api/http-api";

/** Settings of an {@link AccessStack}. */
export interface AccessStackProps extends BaseStackProps {
  readonly github: GitHubRepository;
  /** The account already has GitHub's identity provider. */
  readonly hasProvider: boolean;
  readonly scope: AccessScope;
  /** Create the permissions boundary of the environment's roles here; otherwise the config names one. */
  readonly makesBoundary: boolean;
  /** Services that the config's task policies name. */
  readonly taskServices: readonly string[];
}

const HOUR = 3600;
/** The workflows that plan and the one that deploys; only their versions on the branch are trusted. */
const PLANNING = ["plan.yml", "deploy-environment.yml", "drift.yml"];
const DEPLOYING = ["deploy-environment.yml"];

/**
 * The roles that plan and deploy an environment, for workflows of one GitHub repository, and the permissions boundary of
 * all roles that they create. An administrator deploys this stack, first and after each change: its own roles cannot.
 */
export class AccessStack extends BaseStack {
  constructor(scope: Construct, id: string, props: AccessStackProps) {
    super(scope, id, "access", props);
    const { github, environment, scope: access } = props;
    const providerArn = this.provider(props);
    if (props.makesBoundary) {
      new IamPolicy(this, "boundary", {
        name: boundaryName(props.application, environment),
        description: `${this.prefix}: the most that its roles can be given`,
        policy: policyDocument(...boundaryStatements(access, props.taskServices)),
      });
    }
    const ref = `refs/heads/${github.branch}`;
    const plan = new GitHubRole(this, "plan", {
      name: `${this.prefix}-plan`,
      description: `${this.prefix}: reads what a plan reads, takes the locks of the states`,
      // The branch's workflow plans pull requests, and runs none of their code.
      trust: githubTrust({ ...github, providerArn, subjects: ["pull_request", `ref:${ref}`], workflows: PLANNING }),
      policies: planPolicies(access),
      maxSessionSeconds: HOUR,
    });
    const deploy = new GitHubRole(this, "deploy", {
      name: `${this.prefix}-deploy`,
      description: `${this.prefix}: deploys what was approved`,
      trust: githubTrust({
        ...github,
        providerArn,
        subjects: [`environment:${environment}`],
        workflows: DEPLOYING,
        claims: { environment, ref },
      }),
      policies: deployPolicies(access),
      maxSessionSeconds: HOUR,
    });
    new TerraformOutput(this, "plan_role_arn", { value: plan.roleArn });
    new TerraformOutput(this, "deploy_role_arn", { value: deploy.roleArn });
  }

  private provider({ hasProvider, scope }: AccessStackProps): string {
    if (hasProvider) return iamArn(scope, `oidc-provider/${GITHUB_TOKENS}`);
    return new IamOpenidConnectProvider(this, "github", {
      url: `https://${GITHUB_TOKENS}`,
      clientIdList: ["sts.amazonaws.com"],
    }).arn;
  }
}
