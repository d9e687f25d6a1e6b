import { parseArn, textOf } from "@private-http-api/terraform-json";
import { ACCOUNT } from "../plan/accounts-of-plan";
import { oncePer } from "../plan/once-per";
import type { Resource } from "../plan/planned-resources";
import type { BeforeAndAfter } from "./before-and-after";

/**
 * Numbers of the accounts that the plans work in, by what is surest: the ARNs of their own resources and what their
 * providers say; else the roles that they hand to services, which are always of the same account
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html). Empty where nothing tells.
 */
export const ownAccounts = oncePer(({ plans, before, after }: BeforeAndAfter): ReadonlySet<string> => {
  const resources = [before.resources, after.resources];
  const known = new Set([...plans.flatMap(({ accounts = [] }) => accounts), ...accountsBy(OWN, resources)]);
  return known.size > 0 ? known : new Set(accountsBy(HANDED_ROLES, resources));
});

const OWN: readonly string[] = ["arn", "owner_id"];
const HANDED_ROLES: readonly string[] = ["role", "role_arn", "execution_role_arn", "task_role_arn", "service_role_arn"];

/** Types whose `arn` is that of what they name, which may be another account's. */
const NAMES_ANOTHER = new Set([
  "aws_cloudwatch_event_target",
  "aws_lakeformation_resource",
  "aws_notifications_channel_association",
  "aws_sns_topic_data_protection_policy",
  "aws_sns_topic_policy",
]);

function* accountsBy(
  attributes: readonly string[],
  sides: readonly (readonly Resource[])[],
): Generator<string, void, undefined> {
  for (const resources of sides) {
    for (const { type, values } of resources) {
      for (const attribute of attributes) {
        const text = textOf(values[attribute]);
        if (text === undefined || (attribute === "arn" && NAMES_ANOTHER.has(type))) continue;
        const account = parseArn(text)?.account ?? text;
        if (ACCOUNT.test(account)) yield account;
      }
    }
  }
}
