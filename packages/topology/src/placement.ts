import type { EcsService } from "./backends";
import type { Resource, Terraform, Value } from "@private-http-api/terraform-json";

/** Where ECS places a service's tasks, as far as the configuration or the state says. */
export function readPlacement(terraform: Terraform, service: Resource): Pick<EcsService, "cluster" | "zones"> {
  const cluster = clusterName(terraform, service);
  return { ...(cluster === undefined ? {} : { cluster }), zones: zonesOf(terraform, service) };
}

/**
 * Default zones, and the names of zones given by id, depend on the account: letters differ between accounts ("AZ IDs" of
 * the EC2 guide). Each such zone gets the Region's next letter, so that tasks are in as many zones as on AWS.
 */
function zonesOf(terraform: Terraform, { attributes, region }: Resource): readonly string[] {
  const subnets = attributes.block("network_configuration")?.value("subnets");
  const all = (Array.isArray(subnets) ? (subnets as readonly Value[]) : []).map((subnet) => {
    const found = terraform.find(subnet, ["aws_subnet", "data.aws_subnet"]);
    return known(found?.attributes.text("availability_zone"));
  });
  const told = new Set(all.filter((zone) => zone !== undefined));
  const others = Array.from("abcdef", (letter) => `${String(region)}${letter}`).filter((zone) => !told.has(zone));
  const standIns = region === undefined ? [] : others.slice(0, all.filter((zone) => zone === undefined).length);
  return [...told, ...standIns].sort();
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
