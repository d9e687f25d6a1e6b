import { WILDCARD_REMEDY, wildcardPermissions } from "../../aws/wildcard-permissions";
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
  remedy: WILDCARD_REMEDY,
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
  const { NotAction: notAction } = statement;
  return wildcardPermissions({
    effect: statement["Effect"],
    actions: texts(statement["Action"]),
    notActions: notAction === undefined ? undefined : texts(notAction),
    resources: texts(statement["Resource"]),
    hasNotResource: statement["NotResource"] !== undefined,
  });
}
