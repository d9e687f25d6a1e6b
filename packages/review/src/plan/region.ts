import { type Json, objectOf, type Plan, parseArn, textOf, textsOf } from "@private-http-api/terraform-json";

/** Region of the AWS provider, where it is written out or a variable; else the first that a resource names. */
export function regionOfPlan(plan: Plan): string | undefined {
  const provider = objectOf(objectOf(objectOf(plan.configuration)["provider_config"])["aws"]);
  const region = objectOf(objectOf(provider["expressions"])["region"]);
  return (
    textOf(region["constant_value"]) ??
    textsOf(region["references"])
      .map((reference) => variableOf(plan, reference))
      .find((value) => value !== undefined) ??
    (plan.resource_changes ?? []).map(({ change }) => regionOfValues(change.before ?? change.after)).find(Boolean)
  );
}

/** What `var.region` is in this plan, where it looks like a Region and is not a part of one. */
function variableOf(plan: Plan, reference: string): string | undefined {
  const value = textOf(plan.variables?.[/^var\.([\w-]+)$/.exec(reference)?.[1] ?? ""]?.value);
  return value !== undefined && REGION.test(value) ? value : undefined;
}

const REGION = /^[a-z]{2}(?:-[a-z]+)+-\d$/;

/** Most ARNs contain their Region. */
function regionOfValues(values: Json | undefined): string | undefined {
  const { arn, availability_zone: zone } = objectOf(values);
  return (
    (parseArn(textOf(arn) ?? "")?.region || undefined) ?? /^([a-z]{2}-[a-z-]+-\d)[a-z]$/.exec(textOf(zone) ?? "")?.[1]
  );
}
