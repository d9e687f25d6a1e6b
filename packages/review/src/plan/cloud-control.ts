import { AWS_TYPES } from "../provider/aws-types";
import { oncePerText } from "./once-per";
import type { Resource } from "./planned-resources";

/** Names that differ in more than the service before them. */
const NAMES: readonly (readonly [ofCloudControl: RegExp, ofAws: string])[] = [
  [/^apigateway_/, "api_gateway_"],
  [/^elasticloadbalancingv2_load_balancer$/, "lb"],
  [/^elasticloadbalancingv2_/, "lb_"],
  [/^iam_oidc_provider$/, "iam_openid_connect_provider"],
  [/^iam_managed_policy$/, "iam_policy"],
  [/^logs_/, "cloudwatch_log_"],
  [/^events_/, "cloudwatch_event_"],
  [/^cloudtrail_trail$/, "cloudtrail"],
  [/^stepfunctions_/, "sfn_"],
];

/** Attributes by their names in the AWS provider. */
const ATTRIBUTES: Readonly<Record<string, readonly (readonly [ofCloudControl: string, ofAws: string])[]>> = {
  aws_eks_cluster: [["resources_vpc_config", "vpc_config"]],
  aws_api_gateway_method: [["authorization_type", "authorization"]],
};

/**
 * The AWS provider's type for what a type of Cloud Control is: `aws_route` for `awscc_ec2_route`. Other types stay.
 * https://registry.terraform.io/providers/hashicorp/awscc/latest/docs
 */
export const classicType = oncePerText((type) => {
  if (!type.startsWith("awscc_")) return type;
  const name = NAMES.reduce((text, [from, to]) => text.replace(from, to), type.slice("awscc_".length)).replace(
    "cloudwatch_log_log_",
    "cloudwatch_log_",
  );
  const candidates = [`aws_${name}`, `aws_${name.slice(name.indexOf("_") + 1)}`];
  return candidates.find((candidate) => AWS_TYPES[candidate] !== undefined) ?? `aws_${name}`;
});

/** A resource of Cloud Control, read as the AWS provider's resource that it is. */
export function asClassic(resource: Resource): Resource {
  const type = classicType(resource.type);
  if (type === resource.type) return resource;
  const renamed = (ATTRIBUTES[type] ?? []).map(([from, to]) => [to, resource.values[from] ?? null] as const);
  return { ...resource, type, values: { ...resource.values, ...Object.fromEntries(renamed) } };
}
