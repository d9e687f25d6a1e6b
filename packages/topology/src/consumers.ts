import { type Resource, type Terraform, type Value, valueText } from "@private-http-api/terraform-json";
import type { BackendRef } from "./backends";
import type { Gaps } from "./gaps";
import { readListener } from "./listeners";
import type { TargetGroups } from "./target-groups";

/** A VPC that reaches services by PrivateLink, and what its requests come to. */
export interface Consumer {
  /** As the config calls it; the endpoint's own name where the stack is none of `<environment>-consumer-<name>`. */
  readonly name: string;
  /** Of the interface endpoint. */
  readonly address: string;
  /** Endpoint, endpoint service and listener of the network load balancer, in the order of a request. */
  readonly via: readonly string[];
  /** The listener that the network load balancer leads to. */
  readonly backend: BackendRef;
}

const BALANCER = ["aws_lb"];

/** Consumers whose endpoint leads to an endpoint service of this Terraform. */
export function readConsumers(terraform: Terraform, groups: TargetGroups, gaps: Gaps): readonly Consumer[] {
  return terraform.resources("aws_vpc_endpoint").flatMap((endpoint) => {
    const service = serviceOf(terraform, endpoint);
    const listener = service && listenerBehind(terraform, service);
    if (service === undefined || listener === undefined) return [];
    return gaps.reading(
      () => [
        {
          name: nameOf(endpoint),
          address: endpoint.address,
          via: [endpoint.address, service.address, listener.address],
          backend: readListener(terraform, groups, listener, gaps),
        },
      ],
      () => [],
    );
  });
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

function nameOf({ address, name }: Resource): string {
  return /^[a-z0-9-]+-consumer-([a-z0-9-]+): /.exec(address)?.[1] ?? name;
}
