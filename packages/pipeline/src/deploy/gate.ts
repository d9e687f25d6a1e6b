import { z } from "zod";
import { messageOf, UserError } from "@private-http-api/cli-kit";
import { parseArn } from "@private-http-api/terraform-json";

/** Settings of {@link gate}. */
export interface GateOptions {
  /** The environment, as the config has it; its GitHub environment has the same name. */
  readonly environment: { readonly name: string; readonly account: string; readonly protect: boolean };
  /** ARNs of the roles in the repository's variables; empty if there are none. */
  readonly planRole: string;
  readonly deployRole: string;
  /** GitHub's API, e.g. `https://api.github.com`. */
  readonly api: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
}

const environmentSchema = z.object({ protection_rules: z.array(z.object({ type: z.string() })).default([]) });

/**
 * Checks that deploys are set up, before there are credentials: the roles, and the required reviewers of a protected environment.
 *
 * @throws UserError with one line per missing setting: what to set, and where
 */
export async function gate(options: GateOptions): Promise<void> {
  const { environment, planRole, deployRole } = options;
  const problems = [
    ...roleProblems("PLAN_ROLE_ARNS", "plan_role_arn", planRole, environment),
    ...roleProblems("DEPLOY_ROLE_ARNS", "deploy_role_arn", deployRole, environment),
    ...(environment.protect && !(await hasReviewers(options))
      ? [
          `${environment.name}: has protect: true, and no one approves its deploys; set required reviewers of the GitHub environment ${environment.name} (Settings, Environments)`,
        ]
      : []),
  ];
  if (problems.length > 0) throw new UserError(...problems);
}

function roleProblems(
  variable: string,
  output: string,
  role: string,
  { name, account }: GateOptions["environment"],
): readonly string[] {
  const set = `set the repository variable ${variable} to {"${name}": "<output ${output} of access-${name}>"} (Settings, Secrets and variables, Actions, Variables)`;
  if (role === "") return [`${name}: has no role in ${variable}; ${set}`];
  const arn = parseArn(role);
  const owner = arn?.service === "iam" && arn.region === "" && /^role\/./.test(arn.resource) ? arn.account : "";
  if (!/^\d{12}$/.test(owner)) return [`${variable}: its value for ${name} is not the ARN of a role; ${set}`];
  if (owner !== account)
    return [`${variable}: the role of ${name} belongs to account ${owner}, not ${account}; ${set}`];
  return [];
}

/** GitHub creates an environment without rules when a job first names it. */
async function hasReviewers({ api, repository, token, environment: { name } }: GateOptions): Promise<boolean> {
  const url = `${api}/repos/${repository}/environments/${encodeURIComponent(name)}`;
  let answer: Response;
  try {
    answer = await fetch(url, {
      headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(30_000),
    });
  } catch (error) {
    throw new UserError(`${url}: does not answer (${messageOf(error)}); run this again`);
  }
  if (answer.status === 404) return false;
  if (!answer.ok) {
    throw new UserError(`${url}: answers ${answer.status}; give the job the permission actions: read`);
  }
  const { protection_rules: rules } = environmentSchema.parse(await answer.json());
  return rules.some(({ type }) => type === "required_reviewers");
}
