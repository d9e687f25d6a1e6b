/** The parts of an IAM statement that say what it allows on what; a list where IAM takes one or several. */
export interface AllowedActions {
  readonly effect: unknown;
  readonly actions: readonly string[];
  /** Actions that are excluded; `undefined` where the statement names those that it allows. */
  readonly notActions?: readonly string[] | undefined;
  readonly resources: readonly string[];
  /** Whether the statement names the resources that it excludes. */
  readonly hasNotResource?: boolean;
}

/** What a statement allows by wildcard on every resource, one text per action; empty where there is nothing. */
export function wildcardPermissions(statement: AllowedActions): readonly string[] {
  const { effect, actions, notActions, resources, hasNotResource = false } = statement;
  if (effect !== "Allow" || !(hasNotResource || resources.some(isEverything))) return [];
  if (notActions !== undefined) return [`allows everything but ${notActions.join(", ")} on every resource`];
  return actions.filter((name) => /[*?]/.test(name)).map((name) => `allows ${name} on every resource`);
}

/** Whether an ARN leaves open which resource is meant: `*`, `arn:aws:s3:::*`, `arn:aws:iam::*:*`. */
function isEverything(arn: string): boolean {
  const parts = arn.split(":");
  // A wildcard crosses colons, so an ARN may end before its resource does; the rest may come from a Terraform reference.
  if (parts.length < 6) return arn.endsWith("*") && !arn.includes("${");
  const resource = parts.slice(5).join(":");
  return /^[*?/:]+$/.test(resource) && resource.includes("*");
}

/** What to do about it, as the end of a sentence. */
export const WILDCARD_REMEDY = "name the actions, or the resources by ARN";
