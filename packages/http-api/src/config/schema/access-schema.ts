import { z } from "zod";

/** A number that GitHub assigns once; text, so that no digit is lost. */
function githubId(what: string, where: string) {
  return z
    .string()
    .regex(/^[1-9]\d*$/, { error: `give the number of the ${what} as a string; ${where}` })
    .meta({ allowed: "digits, as a string", examples: ["123456", "456789"] });
}

/** Roles that a GitHub repository's workflows plan and deploy an environment with. */
export const accessSchema = z
  .strictObject({
    repository: z
      .string()
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})\/[\w.-]{1,100}$/, { error: 'give it as "owner/name"' })
      .meta({
        description: "GitHub repository whose workflows may assume the roles.",
        allowed: "`owner/name`",
        examples: ["example/bookstore", "example/shop"],
      }),
    repositoryId: githubId("repository", "`gh api repos/OWNER/NAME --jq .id` prints it").meta({
      description: "Numeric id of the repository: one that takes over the name later has another.",
    }),
    ownerId: githubId("repository's owner", "`gh api repos/OWNER/NAME --jq .owner.id` prints it").meta({
      description: "Numeric id of its owner, which GitHub's tokens carry too.",
    }),
    branch: z
      .string()
      .regex(/^[\w./-]+$/, { error: "give the name of a branch, without refs/heads/" })
      .default("main")
      .meta({ description: "Branch that is deployed, and whose workflows are trusted.", allowed: "a branch's name" }),
    oidcProvider: z.enum(["create", "existing"]).default("create").meta({
      description:
        "GitHub's identity provider, of which an account can have one: created here, or `existing` (for a second environment of the account).",
    }),
    ownServices: z
      .array(
        z.string().regex(/^[a-z][a-z0-9-]*$/, {
          error: 'give the part before the colon of an IAM action, like "dynamodb"',
        }),
      )
      .default([])
      .meta({
        description:
          "AWS services of your own resources: the deploy role may do everything with resources named after the application and the environment, and tasks may use those services.",
        allowed: "prefixes of IAM actions",
        absent: "none",
        examples: [["dynamodb"], ["sqs"]],
      }),
  })
  .meta({
    description:
      "Roles for GitHub's workflows, created by the stack `access-<environment>` ([pipeline.md](pipeline.md)).",
    absent: "no such stack",
  });

export type AccessConfig = z.output<typeof accessSchema>;
