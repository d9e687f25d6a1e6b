import { blocksOf, numberOf, textsOf } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import { forwardsOf } from "./actions";
import { Destinations, LISTENERS } from "./destinations";

const BALANCERS = ["aws_lb", "aws_alb"];
const TARGET_GROUPS = ["aws_lb_target_group", "aws_alb_target_group"];
const ATTACHMENTS = ["aws_lb_target_group_attachment", "aws_alb_target_group_attachment"];

/** Listeners that another load balancer leads to, by target groups of type `alb`; that of PrivateLink for one. */
export function listenersBehindBalancers(planned: PlannedResources): ReadonlySet<Resource> {
  return new Set(planned.ofType(...ATTACHMENTS).flatMap((attachment) => targetListeners(attachment, planned)));
}

/** The load balancers of an endpoint service. */
export function balancersOf(endpointService: Resource, planned: PlannedResources): readonly Resource[] {
  return textsOf(endpointService.values["network_load_balancer_arns"]).flatMap(
    (arn) => planned.resolve(endpointService, arn, ...BALANCERS) ?? [],
  );
}

/** Load balancers that those lead to. */
export function balancersBehind(endpointService: Resource, planned: PlannedResources): readonly Resource[] {
  return listenersBehind(endpointService, planned).flatMap((listener) => balancerOf(listener, planned) ?? []);
}

/** Rules by which an endpoint service leads to services behind another load balancer; empty where the plans do not tell. */
export function rulesBehind(endpointService: Resource, planned: PlannedResources): readonly Resource[] {
  const destinations = new Destinations(planned);
  return listenersBehind(endpointService, planned)
    .flatMap((listener) => destinations.rulesOf(listener))
    .filter(forwards);
}

function listenersBehind(endpointService: Resource, planned: PlannedResources): readonly Resource[] {
  const balancers = balancersOf(endpointService, planned);
  const groups = planned
    .ofType(...LISTENERS)
    .filter((listener) => balancers.some((balancer) => balancerOf(listener, planned) === balancer))
    .flatMap((listener) =>
      blocksOf(listener.values["default_action"])
        .flatMap(forwardsOf)
        .flatMap(({ arn }) => planned.resolve(listener, arn, ...TARGET_GROUPS) ?? []),
    );
  return planned
    .ofType(...ATTACHMENTS)
    .filter((each) => groups.some((group) => groupOf(each, planned) === group))
    .flatMap((attachment) => targetListeners(attachment, planned));
}

function forwards({ values }: Resource): boolean {
  return blocksOf(values["action"]).some((action) => forwardsOf(action).length > 0);
}

/** Listeners of the load balancer that an attachment names, on its port. */
function targetListeners(attachment: Resource, planned: PlannedResources): readonly Resource[] {
  const balancer = planned.resolve(attachment, attachment.values["target_id"], ...BALANCERS);
  if (balancer === undefined) return [];
  const port = numberOf(attachment.values["port"]) ?? numberOf(groupOf(attachment, planned)?.values["port"]);
  return planned
    .ofType(...LISTENERS)
    .filter((each) => balancerOf(each, planned) === balancer && numberOf(each.values["port"]) === port);
}

function groupOf(attachment: Resource, planned: PlannedResources): Resource | undefined {
  return planned.resolve(attachment, attachment.values["target_group_arn"], ...TARGET_GROUPS);
}

function balancerOf(listener: Resource, planned: PlannedResources): Resource | undefined {
  return planned.resolve(listener, listener.values["load_balancer_arn"], ...BALANCERS);
}
