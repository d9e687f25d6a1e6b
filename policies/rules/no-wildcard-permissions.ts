import { blocks, embeddedJson, texts, type Block } from "../json";
import type { PolicyRule } from "../policy-rule";

/** Attributes that hold identity policies, by type. Key and bucket policies speak of the one thing they are on. */
const POLICY_ATTRIBUTES: Readonly<Record<string, string>> = {
  aws_iam_policy: "policy",
  aws_iam_role_policy: "policy",
  aws_iam_user_policy: "policy",
  aws_iam_group_policy: "policy",
};

/** No statement allows actions by wildcard on every resource, nor everything but some actions. */
export const noWildcardPermissions: PolicyRule = {
  name: "no-wildcard-permissions",
  remedy: "name the actions, or the resources by ARN",
  types: [...Object.keys(POLICY_ATTRIBUTES), "aws_iam_role"],
  violations: ({ type, attributes }) => {
    const documents =
      type === "aws_iam_role"
        ? blocks(attributes["inline_policy"]).map(({ policy }) => policy)
        : [attributes[POLICY_ATTRIBUTES[type] ?? ""]];
    return documents
      .map(embeddedJson)
      .flatMap(blocks)
      .flatMap(({ Statement: statements }) => blocks(statements))
      .flatMap(wildcards);
  },
};

function wildcards(statement: Block): readonly string[] {
  const { Effect: effect, Action: action, NotAction: notAction, Resource: resource } = statement;
  const onEverything = texts(resource).some((arn) => /^\*+$/.test(arn)) || statement["NotResource"] !== undefined;
  if (effect !== "Allow" || !onEverything) return [];
  if (notAction !== undefined) return [`allows everything but ${texts(notAction).join(", ")} on every resource`];
  return texts(action)
    .filter((name) => /[*?]/.test(name))
    .map((name) => `allows ${name} on every resource`);
}
