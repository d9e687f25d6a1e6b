import { blocksOf, type JsonObject } from "@private-http-api/terraform-json/values";
import type { PolicyRule } from "../policy-rule";

/** How a resource of a type shows that it can be reached from the internet. */
const IS_PUBLIC: Readonly<Record<string, (attributes: JsonObject) => string | undefined>> = {
  aws_ecs_service: (attributes) =>
    blocksOf(attributes["network_configuration"]).some(({ assign_public_ip: assigned }) => assigned === true)
      ? "assigns public addresses to its tasks (assign_public_ip)"
      : undefined,
  aws_subnet: ({ map_public_ip_on_launch: mapped }) =>
    mapped === true ? "assigns public addresses (map_public_ip_on_launch)" : undefined,
  aws_lb: ({ internal }) => (internal === true ? undefined : "faces the internet (internal)"),
  aws_instance: ({ associate_public_ip_address: associated }) =>
    associated === true ? "has a public address (associate_public_ip_address)" : undefined,
  aws_db_instance: ({ publicly_accessible: accessible }) =>
    accessible === true ? "has a public address (publicly_accessible)" : undefined,
};

/** API Gateway is the only way in from the internet; NAT gateways lead out. */
export const noPublicIp: PolicyRule = {
  name: "no-public-ip",
  remedy: "keep it private and reach it through the API",
  types: Object.keys(IS_PUBLIC),
  violations: ({ type, attributes }) => {
    const what = IS_PUBLIC[type]?.(attributes);
    return what === undefined ? [] : [what];
  },
};
