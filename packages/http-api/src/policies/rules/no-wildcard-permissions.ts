import { WILDCARD_REMEDY, wildcardPermissions } from "../../aws/wildcard-permissions";
import { awsManagedPolicy, blocksOf, textsOf, type JsonObject } from "@private-http-api/terraform-json/values";
import { embeddedJson } from "../embedded-json";
import type { PolicyRule } from "../policy-rule";

/** Attributes that hold identity policies, by type. Key and bucket policies apply only to the resource they are attached to. */
const POLICY_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
};

/** Attributes that name policies defined elsewhere, by type. */
const ATTACHED: Readonly<Record<string, string>> = {
  aws_iam_role: "managed_policy_arns",
  aws_iam_role_policy_attachment: "policy_arn",
  aws_iam_role_policy_attachments_exclusive: "policy_arns",
  aws_iam_user_policy_attachment: "policy_arn",
  aws_iam_group_policy_attachment: "policy_arn",
  aws_iam_policy_attachment: "policy_arn",
};

/** AWS managed policies that allow everything of a kind: their content is not in the stack, so they are known by name. */
const AWS_WIDE = /^(?:.+\/)?(.*(?:AdministratorAccess|PowerUserAccess|FullAccess).*)$/;

/** No statement allows actions by wildcard on every resource, nor everything but some actions. */
export const noWildcardPermissions: PolicyRule = {
  name: "no-wildcard-permissions",
  remedy: WILDCARD_REMEDY,
  types: [...new Set([...Object.keys(POLICY_ATTRIBUTES), ...Object.keys(ATTACHED)])],
  violations: ({ type, attributes }) => {
    const documents =
      type === "aws_iam_role"
        ? blocksOf(attributes["inline_policy"]).map(({ policy }) => policy)
        : [attributes[POLICY_ATTRIBUTES[type] ?? ""]];
    const written = documents
      .map(embeddedJson)
      .flatMap(blocksOf)
      .flatMap(({ Statement: statements }) => blocksOf(statements))
      .flatMap(wildcards);
    const attached = textsOf(attributes[ATTACHED[type] ?? ""])
      .flatMap((arn) => AWS_WIDE.exec(awsManagedPolicy(arn) ?? "")?.[1] ?? [])
      .map((name) => `attaches AWS's ${name}`);
    return [...written, ...attached];
  },
};

function wildcards(statement: JsonObject): readonly string[] {
  const { NotAction: notAction } = statement;
  return wildcardPermissions({
    effect: statement["Effect"],
    actions: textsOf(statement["Action"]),
    notActions: notAction === undefined ? undefined : textsOf(notAction),
    resources: textsOf(statement["Resource"]),
    hasNotResource: statement["NotResource"] !== undefined,
  });
}
