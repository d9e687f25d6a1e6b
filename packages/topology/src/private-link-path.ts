import { type Resource, stackOf, type Terraform, type Value, valueText } from "@private-http-api/terraform-json";
import { referringTo } from "./referring";

/** What a request to an interface endpoint passes: endpoint, endpoint service, listener of its network load balancer. */
export interface EndpointPath {
  readonly via: readonly [string, string, string];
  readonly service: Resource;
  readonly listener: Resource;
}

const BALANCER = ["aws_lb"];

/** `undefined` where the endpoint leads to no endpoint service of this Terraform. */
export function pathOfEndpoint(terraform: Terraform, endpoint: Resource): EndpointPath | undefined {
  const service = serviceOf(terraform, endpoint);
  const listener = service && listenerBehind(terraform, service);
  if (service === undefined || listener === undefined) return undefined;
  return { via: [endpoint.address, service.address, listener.address], service, listener };
}

/** The interface endpoint whose fixed addresses are the targets of a network load balancer's listener. */
export function endpointBehind(terraform: Terraform, listener: Resource): Resource | undefined {
  const group = groupOf(terraform, listener);
  if (group?.attributes.text("target_type") !== "ip") return undefined;
  const targets = attachmentsOf(terraform, group).map(({ attributes }) => attributes.text("target_id"));
  if (targets.length === 0) return undefined;
  return terraform
    .resources("aws_vpc_endpoint")
    .find(
      (endpoint) =>
        isBeside(endpoint, listener) &&
        endpoint.attributes.blocks("subnet_configuration").some((block) => targets.includes(block.text("ipv4"))),
    );
}

/** The target group that a listener forwards to, in either way of writing it. */
export function groupOf(terraform: Terraform, listener: Resource): Resource | undefined {
  const action = listener.attributes.block("default_action");
  const arn = action?.value("target_group_arn") ?? action?.block("forward")?.block("target_group")?.value("arn");
  return arn === undefined ? undefined : terraform.find(arn, ["aws_lb_target_group"], listener);
}

/** What registers targets by hand. */
export function attachmentsOf(terraform: Terraform, group: Resource): readonly Resource[] {
  return referringTo(terraform, group, "aws_lb_target_group_attachment", "target_group_arn");
}

/** Addresses are unique in a VPC only, and each consumer has one: the same stack is the same VPC. */
function isBeside(one: Resource, other: Resource): boolean {
  return stackOf(one) === stackOf(other);
}

/** By reference; in a state the endpoint has the name alone. */
function serviceOf(terraform: Terraform, endpoint: Resource): Resource | undefined {
  const given = endpoint.attributes.value("service_name");
  if (given === undefined) return undefined;
  return (
    terraform.find(given, ["aws_vpc_endpoint_service"], endpoint) ??
    terraform
      .resources("aws_vpc_endpoint_service")
      .find(({ attributes }) => attributes.text("service_name") === valueText(given))
  );
}

function listenerBehind(terraform: Terraform, service: Resource): Resource | undefined {
  const arns = service.attributes.value("network_load_balancer_arns");
  const list = Array.isArray(arns) ? (arns as readonly Value[]) : [];
  const balancers = list.map((arn) => terraform.find(arn, BALANCER, service));
  return terraform.resources("aws_lb_listener").find((listener) => {
    const arn = listener.attributes.value("load_balancer_arn");
    const balancer = arn === undefined ? undefined : terraform.find(arn, BALANCER, listener);
    return balancer !== undefined && balancers.includes(balancer);
  });
}
