import { type Resource, Template, type Terraform, type Value, valueText } from "@private-http-api/terraform-json";
import { consumerOf } from "./consumers";

/** An endpoint through which private REST APIs are called. */
export interface RestEndpoint {
  /** As the config calls the consumer; the endpoint's own name where the stack is none of `<environment>-consumer-<name>`. */
  readonly name: string;
  readonly address: string;
  /** As the policies of this Terraform name it: its id, or its address where AWS has not given one yet. */
  readonly id: string;
}

export function readRestEndpoints(terraform: Terraform): readonly RestEndpoint[] {
  return terraform
    .resources("aws_vpc_endpoint")
    .filter(({ attributes }) => attributes.text("service_name")?.endsWith(".execute-api"))
    .map((endpoint) => ({
      name: consumerOf(endpoint) ?? endpoint.name,
      address: endpoint.address,
      id: endpoint.attributes.text("id") ?? endpoint.address,
    }));
}

/** A policy with endpoints as {@link RestEndpoint} names them: references to two of them may read the same. */
export function policyText(terraform: Terraform, owner: Resource): string | undefined {
  const policy = owner.attributes.value("policy");
  if (policy instanceof Template && policy.isConcatenation) return policy.parts.map(partText).join("");
  return policy === undefined ? undefined : valueText(policy);

  function partText(part: Value): string {
    if (typeof part === "string") return part;
    return terraform.find(part, ["aws_vpc_endpoint"], owner)?.address ?? valueText(part);
  }
}
