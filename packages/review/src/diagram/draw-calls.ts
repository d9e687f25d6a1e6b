import { blocksOf, textsOf } from "@private-http-api/terraform-json";
import { identityOf, type PlannedResources, type Resource } from "../plan/planned-resources";
import type { PictureEdge } from "./picture";

/** Services that call each other: a rule admits the group of the one into that of the other, and each group is one service's. */
export function drawCalls(planned: PlannedResources): readonly PictureEdge[] {
  const services = planned
    .ofType("aws_ecs_service")
    .map((service) => ({ service, groups: groupsOf(service, planned) }));
  function owner(group: Resource | undefined): Resource | undefined {
    const owners = group === undefined ? [] : services.filter(({ groups }) => groups.includes(group));
    // A group of all tasks says nothing about two of them.
    return owners.length === 1 ? owners[0]?.service : undefined;
  }
  return planned.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
    const [from, to] = ["referenced_security_group_id", "security_group_id"].map((attribute) =>
      owner(planned.resolve(rule, rule.values[attribute], "aws_security_group")),
    );
    if (from === undefined || to === undefined || from === to) return [];
    return [{ from: identityOf(from), to: identityOf(to), status: "same" as const }];
  });
}

function groupsOf(service: Resource, planned: PlannedResources): readonly Resource[] {
  return blocksOf(service.values["network_configuration"])
    .flatMap((block) => textsOf(block["security_groups"]))
    .flatMap((group) => planned.resolve(service, group, "aws_security_group") ?? []);
}
