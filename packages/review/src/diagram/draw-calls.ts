import { blocksOf, textsOf } from "@private-http-api/terraform-json";
import { identityOf, type PlannedResources, type Resource } from "../plan/planned-resources";
import type { PictureEdge } from "./picture";

/** Services that call each other: a rule admits the group of the one into that of the other, and each group is one service's. */
export function drawCalls(planned: PlannedResources): readonly PictureEdge[] {
  const owners = ownersOfGroups(planned);
  function owner(group: Resource | undefined): Resource | undefined {
    const services = group === undefined ? undefined : owners.get(group);
    // A group of all tasks says nothing about two of them.
    return services?.size === 1 ? [...services][0] : undefined;
  }
  return planned.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
    const [from, to] = ["referenced_security_group_id", "security_group_id"].map((attribute) =>
      owner(planned.resolve(rule, rule.values[attribute], "aws_security_group")),
    );
    if (from === undefined || to === undefined || from === to) return [];
    return [{ from: identityOf(from), to: identityOf(to), status: "same" as const }];
  });
}

function ownersOfGroups(planned: PlannedResources): ReadonlyMap<Resource, ReadonlySet<Resource>> {
  const owners = new Map<Resource, Set<Resource>>();
  for (const service of planned.ofType("aws_ecs_service")) {
    for (const group of groupsOf(service, planned)) {
      const known = owners.get(group);
      if (known === undefined) owners.set(group, new Set([service]));
      else known.add(service);
    }
  }
  return owners;
}

function groupsOf(service: Resource, planned: PlannedResources): readonly Resource[] {
  return blocksOf(service.values["network_configuration"])
    .flatMap((block) => textsOf(block["security_groups"]))
    .flatMap((group) => planned.resolve(service, group, "aws_security_group") ?? []);
}
