import type { Resource, Terraform } from "@private-http-api/terraform-json";

/** The resources of a type whose attribute names another resource. */
export function referringTo(
  terraform: Terraform,
  target: Resource,
  type: string,
  attribute: string,
): readonly Resource[] {
  // A data source may have read what the value names.
  const types = [target.type.replace(/^data\./, "")];
  return terraform.resources(type).filter((one) => {
    const named = one.attributes.value(attribute);
    return named !== undefined && terraform.find(named, types, one) === target;
  });
}

/** The listeners of a load balancer. */
export function listenersOf(terraform: Terraform, balancer: Resource): readonly Resource[] {
  return referringTo(terraform, balancer, "aws_lb_listener", "load_balancer_arn");
}
