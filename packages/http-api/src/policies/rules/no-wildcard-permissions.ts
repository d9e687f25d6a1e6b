import { blocks, embeddedJson, texts, type Block } from "../json";
import type { PolicyRule } from "../policy-rule";

/** Attributes that hold identity policies, by type. Key and bucket policies speak of the one thing they are on. */
const POLICY_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
};

/** Attributes that name policies which are somewhere else, by type. */
const ATTACHED: Readonly<Record<string, string>> = {
  aws_iam_role: "managed_policy_arns",
  aws_iam_role_policy_attachment: "policy_arn",
  aws_iam_role_policy_attachments_exclusive: "policy_arns",
  aws_iam_user_policy_attachment: "policy_arn",
  aws_iam_group_policy_attachment: "policy_arn",
  aws_iam_policy_attachment: "policy_arn",
};

/** Policies of AWS's own that allow all of something: what is in them is not in the stack, so their names have to do. */
const AWS_WIDE = /^arn:[a-z-]+:iam::aws:policy\/(?:.+\/)?(.*(?:AdministratorAccess|PowerUserAccess|FullAccess).*)$/;

/** No statement allows actions by wildcard on every resource, nor everything but some actions. */
export const noWildcardPermissions: PolicyRule = {
  name: "no-wildcard-permissions",
  remedy: "name the actions, or the resources by ARN",
  types: [...new Set([...Object.keys(POLICY_ATTRIBUTES), ...Object.keys(ATTACHED)])],
  violations: ({ type, attributes }) => {
    const documents =
      type === "aws_iam_role"
        ? blocks(attributes["inline_policy"]).map(({ policy }) => policy)
        : [attributes[POLICY_ATTRIBUTES[type] ?? ""]];
    const written = documents
      .map(embeddedJson)
      .flatMap(blocks)
      .flatMap(({ Statement: statements }) => blocks(statements))
      .flatMap(wildcards);
    const attached = texts(attributes[ATTACHED[type] ?? ""])
      .flatMap((arn) => AWS_WIDE.exec(arn)?.[1] ?? [])
      .map((name) => `attaches AWS's ${name}`);
    return [...written, ...attached];
  },
};

function wildcards(statement: Block): readonly string[] {
  const { Effect: effect, Action: action, NotAction: notAction, Resource: resource } = statement;
  const onEverything = texts(resource).some(isEverything) || statement["NotResource"] !== undefined;
  if (effect !== "Allow" || !onEverything) return [];
  if (notAction !== undefined) return [`allows everything but ${texts(notAction).join(", ")} on every resource`];
  return texts(action)
    .filter((name) => /[*?]/.test(name))
    .map((name) => `allows ${name} on every resource`);
}

/** Whether an ARN leaves open which resource is meant: `*`, `arn:aws:s3:::*`, `arn:aws:iam::*:*`. */
function isEverything(arn: string): boolean {
  const parts = arn.split(":");
  // A wildcard crosses colons, so an ARN may end before its resource does; what Terraform fills in may be the rest of it.
  if (parts.length < 6) return arn.endsWith("*") && !arn.includes("${");
  const resource = parts.slice(5).join(":");
  return /^[*?/:]+$/.test(resource) && resource.includes("*");
}
