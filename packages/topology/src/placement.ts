import type { EcsService } from "./backends";
import type { Resource, Terraform, Value } from "@private-http-api/terraform-json";

/** Where ECS places a service's tasks, as far as the configuration or the state says. */
export function readPlacement(terraform: Terraform, service: Resource): Pick<EcsService, "cluster" | "zones"> {
  const cluster = clusterName(terraform, service);
  const subnets = service.attributes.block("network_configuration")?.value("subnets");
  const zones = (Array.isArray(subnets) ? (subnets as readonly Value[]) : []).flatMap((subnet) => {
    const found = terraform.find(subnet, ["aws_subnet", "data.aws_subnet"]);
    const zone = known(found?.attributes.text("availability_zone"));
    return zone === undefined ? [] : [zone];
  });
  return { ...(cluster === undefined ? {} : { cluster }), zones: [...new Set(zones)].sort() };
}

/** By reference, by name or by ARN (`arn:aws:ecs:us-west-2:111111111111:cluster/shop`). */
function clusterName(terraform: Terraform, { attributes }: Resource): string | undefined {
  const cluster = attributes.value("cluster");
  if (cluster === undefined) return "default";
  const made = terraform.find(cluster, ["aws_ecs_cluster", "data.aws_ecs_cluster"])?.attributes;
  const name = made === undefined ? attributes.text("cluster") : (made.text("name") ?? made.text("cluster_name"));
  return known(name)?.replace(/^.*\//, "");
}

/** `undefined` if a part of the text is a reference that is known after apply. */
function known(text: string | undefined): string | undefined {
  return text?.includes("${") === true ? undefined : text;
}
