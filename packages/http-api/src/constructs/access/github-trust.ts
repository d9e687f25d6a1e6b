import type { PolicyStatement } from "../policy-document";

/** The repository whose workflows are trusted. */
export interface GitHubRepository {
  /** `owner/name`. */
  readonly repository: string;
  readonly repositoryId: string;
  readonly ownerId: string;
  readonly branch: string;
}

export interface GitHubTrust extends GitHubRepository {
  readonly providerArn: string;
  /** Suffixes of the token's subject: `environment:prod`, `pull_request`. */
  readonly subjects: readonly string[];
  /** Files of the trusted workflows, as they are on the branch. */
  readonly workflows: readonly string[];
  /** Further claims that must match: `environment`, `ref`. */
  readonly claims?: Readonly<Record<string, string>>;
}

/** Host of the issuer of GitHub's tokens. */
export const GITHUB_TOKENS = "token.actions.githubusercontent.com";

/**
 * Who may assume a role: jobs of these workflows as they are on the branch, of the repository with this id.
 *
 * Another owner can take over a name later, but not an id. Subjects contain the ids beside the names or not, depending on
 * the age of the repository [GitHub changelog, 23 April 2026, "Immutable subject claims"]; both forms are accepted, because
 * `repository_id` is required anyway. STS compares these claims [AWS, January 2026, "AWS STS supports validation of select
 * identity provider specific claims"]; a condition on a claim that the token lacks does not match.
 */
export function githubTrust(trust: GitHubTrust): PolicyStatement {
  const { repository, repositoryId, ownerId, branch, subjects } = trust;
  const [owner = "", name = ""] = repository.split("/");
  const forms = [repository, `${owner}@${ownerId}/${name}@${repositoryId}`];
  const claims = {
    aud: "sts.amazonaws.com",
    sub: forms.flatMap((form) => subjects.map((subject) => `repo:${form}:${subject}`)),
    repository_id: repositoryId,
    job_workflow_ref: trust.workflows.map((file) => `${repository}/.github/workflows/${file}@refs/heads/${branch}`),
    ...trust.claims,
  };
  return {
    Effect: "Allow",
    Principal: { Federated: trust.providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: Object.fromEntries(
        Object.entries(claims).map(([name, value]) => [`${GITHUB_TOKENS}:${name}`, value]),
      ),
    },
  };
}
