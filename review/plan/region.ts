import { listOf, objectOf, textOf, type Json } from "./json";
import type { Plan } from "./plan-schema";
import type { SynthesizedStack } from "./synthesized";

/** Region of the first AWS provider, where it is written out. */
export const regionOfPlan = (plan: Plan): string | undefined => {
  const provider = objectOf(objectOf(objectOf(plan.configuration)["provider_config"])["aws"]);
  const configured = textOf(objectOf(objectOf(provider["expressions"])["region"])["constant_value"]);
  return (
    configured ??
    (plan.resource_changes ?? []).map(({ change }) => regionOfValues(change.before ?? change.after)).find(Boolean)
  );
};

export const regionOfStack = ({ json }: SynthesizedStack): string | undefined =>
  textOf(objectOf(listOf(objectOf(json["provider"])["aws"])[0])["region"]);

/** Most ARNs tell their region. */
const regionOfValues = (values: Json | undefined): string | undefined => {
  const { arn, availability_zone: zone } = objectOf(values);
  return (
    /^arn:aws[\w-]*:[\w-]+:([a-z]{2}-[a-z-]+-\d):/.exec(textOf(arn) ?? "")?.[1] ??
    /^([a-z]{2}-[a-z-]+-\d)[a-z]$/.exec(textOf(zone) ?? "")?.[1]
  );
};
