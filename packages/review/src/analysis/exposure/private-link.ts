import { textsOf } from "@private-http-api/terraform-json";
import type { PlannedResources, Resource } from "../../plan/planned-resources";
import { LISTENER_RULES, pathPatterns } from "../traffic/destinations";
import { rulesBehind } from "../traffic/private-link";
import { whoIs, widest, type Who } from "../who";
import type { Grant } from "./grants";

/** What a rule behind an endpoint service opens: consumers of PrivateLink pass no authorizer, throttle or log of an API. */
export function pastTheApi(rule: Resource, planned: PlannedResources, own: ReadonlySet<string>): readonly Grant[] {
  if (!LISTENER_RULES.includes(rule.type)) return [];
  const endpointServices = planned
    .ofType("aws_vpc_endpoint_service")
    .filter((each) => rulesBehind(each, planned).includes(rule));
  if (endpointServices.length === 0) return [];
  const paths = pathPatterns(rule).join(", ") || "every path";
  const who = widest(endpointServices.map((each) => whoConnects(each, planned, own)));
  return [{ what: `${paths} by PrivateLink, past every authorizer`, who }];
}

/** Without principals, only the account itself may connect [AWS PrivateLink Guide, "Manage permissions"]. */
export function whoConnects(service: Resource, planned: PlannedResources, own: ReadonlySet<string>): Who {
  const alone = planned
    .ofType("aws_vpc_endpoint_service_allowed_principal")
    .filter((each) => planned.resolve(each, each.values["vpc_endpoint_service_id"], service.type) === service);
  const principals = [
    ...textsOf(service.values["allowed_principals"]),
    ...alone.flatMap(({ values }) => textsOf(values["principal_arn"])),
  ];
  return widest(["this account", ...principals.map((each) => whoIs(each, own))]);
}
