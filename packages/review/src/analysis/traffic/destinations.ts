import { blocksOf, textOf, textsOf, type Json } from "@private-http-api/terraform-json";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import { functionOf } from "./functions";
import { actionsOf, actionText, forwardsOf, typeOf, type Forward } from "./actions";

export const LISTENERS = ["aws_lb_listener", "aws_alb_listener"];
export const LISTENER_RULES = ["aws_lb_listener_rule", "aws_alb_listener_rule"];
const TARGET_GROUPS = ["aws_lb_target_group", "aws_alb_target_group"];

/** By type of integration. */
const OTHER_WAYS: Readonly<Record<string, string>> = { AWS_PROXY: "Lambda", AWS: "AWS", MOCK: "API Gateway" };

/** Follows a request from an integration, a listener or a rule to the service that answers it. */
export class Destinations {
  private readonly serviceOfGroup = new Map<Resource, string>();
  private readonly serviceOfRegistry = new Map<Resource, string>();

  private readonly rulesOfListener = new Map<Resource, Resource[]>();
  private readonly frontsOfGroup = new Map<Resource, Set<Resource>>();

  constructor(private readonly planned: PlannedResources) {
    for (const rule of planned.ofType(...LISTENER_RULES)) {
      const listener = planned.resolve(rule, rule.values["listener_arn"], ...LISTENERS);
      if (listener === undefined) continue;
      const rules = this.rulesOfListener.get(listener) ?? [];
      rules.push(rule);
      this.rulesOfListener.set(listener, rules);
      this.addFronts(listener, rule, rule.values["action"]);
    }
    for (const listener of planned.ofType(...LISTENERS)) {
      this.addFronts(listener, listener, listener.values["default_action"]);
    }
    for (const service of planned.ofType("aws_ecs_service")) {
      for (const block of blocksOf(service.values["load_balancer"])) {
        const group = planned.resolve(service, block["target_group_arn"], ...TARGET_GROUPS);
        if (group !== undefined) this.serviceOfGroup.set(group, planned.nameOf(service));
      }
      for (const block of blocksOf(service.values["service_registries"])) {
        const registry = planned.resolve(service, block["registry_arn"], "aws_service_discovery_service");
        if (registry !== undefined) this.serviceOfRegistry.set(registry, planned.nameOf(service));
      }
    }
  }

  /** Where a route's integration leads; `path` is the route's own, to choose among a listener's rules. */
  ofIntegration(integration: Resource, path: string): string {
    const uri = integration.values["integration_uri"];
    const listener = this.planned.resolve(integration, uri, ...LISTENERS);
    if (listener !== undefined) return this.ofListener(listener, path);
    const registry = this.planned.resolve(integration, uri, "aws_service_discovery_service");
    if (registry !== undefined) return this.serviceOfRegistry.get(registry) ?? this.planned.nameOf(registry);
    const lambda = functionOf(integration, uri, this.planned);
    return lambda === undefined ? (textOf(uri) ?? "(nothing)") : `lambda ${this.planned.nameOf(lambda)}`;
  }

  /** The way that a route takes, in a word: what kind of thing its integration names. */
  viaOf(integration: Resource): string {
    const uri = integration.values["integration_uri"];
    if (this.planned.resolve(integration, uri, "aws_service_discovery_service") !== undefined) return "Cloud Map";
    const listener = this.planned.resolve(integration, uri, ...LISTENERS);
    if (listener === undefined) return OTHER_WAYS[textOf(integration.values["integration_type"]) ?? ""] ?? "URL";
    const balancer = this.planned.resolve(listener, listener.values["load_balancer_arn"], "aws_lb", "aws_alb");
    return textOf(balancer?.values["load_balancer_type"]) === "network" ? "NLB" : "ALB";
  }

  /** What the actions of a listener or of a rule do, one after the other. */
  ofAction(resource: Resource, actions: Json | undefined): string {
    // Sensitive as a whole, or known after the apply.
    if (typeof actions === "string") return actions;
    return actionsOf(actions)
      .map((action) =>
        typeOf(action) === "forward" ? this.ofForwards(resource, forwardsOf(action)) : actionText(action),
      )
      .join(", then ");
  }

  /** Load balancers and Cloud Map services that an ECS service is reached through. */
  frontsOf(service: Resource): readonly Resource[] {
    const groups = blocksOf(service.values["load_balancer"]).flatMap(
      (block) => this.planned.resolve(service, block["target_group_arn"], ...TARGET_GROUPS) ?? [],
    );
    const balancers = groups.flatMap((group) => [...(this.frontsOfGroup.get(group) ?? [])]);
    const registries = blocksOf(service.values["service_registries"]).flatMap(
      (block) => this.planned.resolve(service, block["registry_arn"], "aws_service_discovery_service") ?? [],
    );
    return [...new Set([...balancers, ...registries])];
  }

  rulesOf(listener: Resource): readonly Resource[] {
    return this.rulesOfListener.get(listener) ?? [];
  }

  private ofListener(listener: Resource, path: string): string {
    const rules = this.rulesOf(listener);
    const literal = path.replace(/\/?\{[^}]*\+\}$/, "");
    const rule = rules.find((entry) =>
      pathPatterns(entry).some((pattern) => pattern === literal || pattern === `${literal}/*`),
    );
    if (rule !== undefined) return this.ofAction(rule, rule.values["action"]);
    return rules.length > 0
      ? `rules of ${this.planned.nameOf(listener)}`
      : this.ofAction(listener, listener.values["default_action"]);
  }

  /** The load balancer of a listener is a front of every target group that one of its actions names. */
  private addFronts(listener: Resource, carrier: Resource, actions: Json | undefined): void {
    const balancer = this.planned.resolve(listener, listener.values["load_balancer_arn"], "aws_lb", "aws_alb");
    if (balancer === undefined) return;
    for (const { arn } of blocksOf(actions).flatMap(forwardsOf)) {
      const group = this.planned.resolve(carrier, arn, ...TARGET_GROUPS);
      if (group !== undefined) {
        this.frontsOfGroup.set(group, (this.frontsOfGroup.get(group) ?? new Set<Resource>()).add(balancer));
      }
    }
  }

  /** Services, or their target groups with the weights where these are not the same. */
  private ofForwards(resource: Resource, forwards: readonly Forward[]): string {
    const isWeighted = forwards.some(({ weight }) => weight !== forwards[0]?.weight);
    const texts = forwards.map(({ arn, weight }) => {
      const group = this.planned.resolve(resource, arn, ...TARGET_GROUPS);
      if (isWeighted) return `${group === undefined ? arn : this.planned.nameOf(group)} with weight ${weight}`;
      return group === undefined ? arn : (this.serviceOfGroup.get(group) ?? this.planned.nameOf(group));
    });
    return [...new Set(texts)].join(" + ");
  }
}

export function pathPatterns(rule: Resource): readonly string[] {
  return blocksOf(rule.values["condition"]).flatMap((condition) =>
    blocksOf(condition["path_pattern"]).flatMap((pattern) => textsOf(pattern["values"])),
  );
}
