import { blocksOf, objectOf, textOf, textsOf } from "@private-http-api/terraform-json";
import { identityOf, type PlannedResources, type Resource } from "../../plan/planned-resources";
import { forwardsOf } from "./actions";
import { LISTENER_RULES, LISTENERS } from "./destinations";
import { conditionsOf } from "./listener-rules";
import { listenersBehindBalancers } from "./private-link";
import { apiRoutesOf } from "./api-routes";

/** One way in which requests of an API reach an ECS service. */
export interface Way {
  /** The same for the same way on both sides of a change. */
  readonly key: string;
  /** `ALB rule path /api/books, /api/books/*`, `NLB listener 20001`, `Cloud Map`. */
  readonly text: string;
  /** A route leads over it. */
  readonly used: boolean;
  /** What is there for this way alone, by identity: the target group, and a listener of its own. */
  readonly parts: readonly string[];
}

const TARGET_GROUPS = ["aws_lb_target_group", "aws_alb_target_group"];

/** The ways to every ECS service that an API may take, on one side of a change. */
export class Entries {
  private readonly integrations: readonly Integration[];
  /** Rules and listeners that forward to a target group. */
  private readonly fronts = new Map<Resource, Resource[]>();
  /** Security groups that admit a VPC link. */
  private readonly admitting: ReadonlySet<Resource>;

  constructor(private readonly planned: PlannedResources) {
    this.integrations = apiRoutesOf(planned).flatMap(({ integration, path }) => {
      if (integration === undefined) return [];
      // A Cloud Map service's ARN may be followed by what instances must have.
      const uri = textOf(integration.values["integration_uri"])?.split("?")[0];
      const target = planned.resolve(integration, uri, ...LISTENERS, "aws_service_discovery_service");
      return [{ integration, target, path }];
    });
    // Who enters by PrivateLink comes by a listener of its own, and past the API.
    const past = listenersBehindBalancers(planned);
    for (const front of planned.ofType(...LISTENER_RULES, ...LISTENERS)) {
      const listener = planned.resolve(front, front.values["listener_arn"], ...LISTENERS);
      if (listener !== undefined && past.has(listener)) continue;
      for (const { arn } of blocksOf(front.values["action"] ?? front.values["default_action"]).flatMap(forwardsOf)) {
        const group = planned.resolve(front, arn, ...TARGET_GROUPS);
        if (group !== undefined) this.fronts.set(group, [...(this.fronts.get(group) ?? []), front]);
      }
    }
    this.admitting = admittingLinks(planned);
  }

  of(service: Resource): readonly Way[] {
    const groups = blocksOf(service.values["load_balancer"]).flatMap(
      (block) => this.planned.resolve(service, block["target_group_arn"], ...TARGET_GROUPS) ?? [],
    );
    const balanced = groups.flatMap((group) =>
      (this.fronts.get(group) ?? []).map((front) => {
        const isListener = LISTENERS.includes(front.type);
        const parts = [group, ...(isListener ? [front] : [])].map(identityOf);
        return { ...(isListener ? this.byListener(front) : this.byRule(front)), parts };
      }),
    );
    return [...balanced, ...this.byRegistry(service)];
  }

  private byRule(rule: Resource): Omit<Way, "parts"> {
    const listener = this.planned.resolve(rule, rule.values["listener_arn"], ...LISTENERS);
    const conditions = conditionsOf(rule);
    return {
      key: `${identityOf(listener ?? rule)} ${conditions}`,
      text: `ALB rule ${conditions}`,
      used: listener !== undefined && this.integrations.some((each) => each.target === listener && chooses(each, rule)),
    };
  }

  private byListener(listener: Resource): Omit<Way, "parts"> {
    return {
      key: identityOf(listener),
      text: `listener ${textOf(listener.values["port"]) ?? this.planned.nameOf(listener)}`,
      used: this.integrations.some(({ target }) => target === listener),
    };
  }

  /** Cloud Map, where the tasks admit the VPC link. */
  private byRegistry(service: Resource): readonly Way[] {
    const groups = blocksOf(service.values["network_configuration"]).flatMap((block) =>
      textsOf(block["security_groups"]),
    );
    if (!groupsIn(this.planned, service, groups).some((group) => this.admitting.has(group))) return [];
    return blocksOf(service.values["service_registries"]).flatMap((block): readonly Way[] => {
      const registry = this.planned.resolve(service, block["registry_arn"], "aws_service_discovery_service");
      if (registry === undefined) return [];
      const used = this.integrations.some(({ target }) => target === registry);
      return [{ key: identityOf(registry), text: "Cloud Map", used, parts: [] }];
    });
  }
}

function admittingLinks(planned: PlannedResources): ReadonlySet<Resource> {
  const links = new Set(
    planned
      .ofType("aws_apigatewayv2_vpc_link")
      .flatMap((link) => groupsIn(planned, link, textsOf(link.values["security_group_ids"]))),
  );
  return new Set(
    planned.ofType("aws_vpc_security_group_ingress_rule").flatMap((rule) => {
      const [to, from] = ["security_group_id", "referenced_security_group_id"].map((key) =>
        planned.resolve(rule, rule.values[key], "aws_security_group"),
      );
      return to !== undefined && from !== undefined && links.has(from) ? [to] : [];
    }),
  );
}

/** What a route sends requests by. */
interface Integration {
  readonly integration: Resource;
  /** The listener or the Cloud Map service that it names. */
  readonly target: Resource | undefined;
  /** The route's. */
  readonly path: string;
}

/** Whether a rule takes what an integration sends. */
function chooses({ integration, path }: Integration, rule: Resource): boolean {
  const conditions = blocksOf(rule.values["condition"]);
  const headers = conditions.flatMap((condition) => blocksOf(condition["http_header"]));
  const sent = objectOf(integration.values["request_parameters"]);
  if (headers.length > 0) {
    return headers.every((header) => {
      const value = textOf(sent[`overwrite:header.${textOf(header["http_header_name"]) ?? ""}`]);
      return value !== undefined && textsOf(header["values"]).includes(value);
    });
  }
  const patterns = conditions.flatMap((condition) =>
    blocksOf(condition["path_pattern"]).flatMap((pattern) => textsOf(pattern["values"])),
  );
  const literal = path.replace(/\/?\{[^}]*\+\}$/, "");
  return (
    patterns.length === 0 || literal === "" || patterns.some((pattern) => literal === pattern.replace(/\/\*$/, ""))
  );
}

function groupsIn(planned: PlannedResources, from: Resource, ids: readonly string[]): readonly Resource[] {
  return ids.flatMap((id) => planned.resolve(from, id, "aws_security_group") ?? []);
}
