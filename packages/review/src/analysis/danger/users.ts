import { isList, isObject, textOf, type Json } from "@private-http-api/terraform-json";
import { identityOf, type PlannedResources, type Resource } from "../../plan/planned-resources";
import type { ResourceChange } from "../../plan/stack-plan";
import type { BeforeAndAfter } from "../before-and-after";
import { oncePer } from "../../plan/once-per";

/** Types of which a plan may show every user: what a role or profile is for is written where it is used. */
const USED = /^aws_(iam_(role|instance_profile)|lb_target_group|alb_target_group|service_discovery_service)$/;

/** Whether all that used a resource, as far as the plans show, goes with it: then nothing fails. */
export function goesWithItsUsers(change: ResourceChange, sides: BeforeAndAfter): boolean {
  const { before } = change;
  if (!USED.test(change.type) || before === undefined) return false;
  const index = usersIn(sides.before);
  const staying = new Set(sides.after.resources.map(identityOf));
  const users = ["arn", "id", "name"].flatMap((key) => index.get(textOf(before[key]) ?? "") ?? []);
  const working = users.filter(
    (user) => !/^aws_(iam_|lb_listener_rule)/.test(user.type) && user.address !== change.address,
  );
  return working.length > 0 && working.every((user) => !staying.has(identityOf(user)));
}

/** Resources by every text that stands in them. */
const usersIn = oncePer((planned: PlannedResources): ReadonlyMap<string, readonly Resource[]> => {
  const index = new Map<string, Resource[]>();
  for (const resource of planned.resources) {
    for (const text of new Set(textsIn(resource.values))) {
      const users = index.get(text);
      if (users === undefined) index.set(text, [resource]);
      else users.push(resource);
    }
  }
  return index;
});

function* textsIn(value: Json): Generator<string> {
  if (typeof value === "string") yield value;
  else if (isList(value)) for (const entry of value) yield* textsIn(entry);
  else if (isObject(value)) for (const entry of Object.values(value)) yield* textsIn(entry);
}
