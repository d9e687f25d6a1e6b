import { blocksOf, type JsonObject } from "@private-http-api/terraform-json";
import { PROVIDER_PAGES } from "../../danger/families/family";
import { always, CREDENTIAL, grant, type Grant, type Granting } from "./grant";

/** Ways in from the internet. */
export const INTERNET: readonly Granting[] = [
  {
    of: "what a VPC's block of public access leaves out",
    source: "https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html",
    grants: {
      aws_vpc_block_public_access_exclusion: (values) =>
        values["internet_gateway_exclusion_mode"] === "allow-bidirectional"
          ? grant("reachable from the internet past the block of public access", "anyone")
          : [],
    },
  },
  {
    of: "accelerators",
    source: "https://docs.aws.amazon.com/global-accelerator/latest/dg/about-endpoints.html",
    grants: {
      aws_globalaccelerator_endpoint_group: always("reachable from the internet through the accelerator", "anyone"),
      aws_globalaccelerator_custom_routing_endpoint_group: always(
        "reachable from the internet through the accelerator",
        "anyone",
      ),
    },
  },
  {
    of: "public addresses",
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html",
    grants: {
      aws_eip_association: always("public IP", "anyone"),
    },
  },
  {
    of: "doors of other services",
    source: PROVIDER_PAGES,
    grants: {
      aws_cloudfront_vpc_origin: always("reachable from the internet through a distribution", "anyone"),
      aws_lightsail_static_ip_attachment: always("public IP", "anyone"),
      aws_lightsail_instance_public_ports: () => [],
      // https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_EndpointRequest.html
      aws_lightsail_container_service_deployment_version: ({ public_endpoint }) =>
        blocksOf(public_endpoint).length === 0 ? [] : grant("public endpoint", "anyone"),
      aws_ecrpublic_repository: always("images that anyone can pull", "anyone"),
    },
  },
  {
    of: "APIs",
    source: PROVIDER_PAGES,
    grants: {
      aws_api_gateway_rest_api: (values) => restApi(values),
      aws_appsync_api_key: always(`requests with this key: ${CREDENTIAL}`, "anyone"),
      aws_api_gateway_usage_plan_key: always("requests with the key are let through", "another account"),
    },
  },
  {
    of: "builds that others start",
    source: "https://docs.aws.amazon.com/codebuild/latest/userguide/webhooks.html",
    grants: {
      aws_codebuild_webhook: (values) => {
        const filters = blocksOf(values["filter_group"]).flatMap((group) => blocksOf(group["filter"]));
        const byActor = filters.some(({ type }) => type === "ACTOR_ACCOUNT_ID" || type === "ORGANIZATION_NAME");
        return grant(
          `pushes and pull requests of ${byActor ? "named accounts" : "anyone with access to the repository"} start builds`,
          byActor ? "this account" : "another account",
        );
      },
    },
  },
];

/** A private API is reached over endpoints only. */
function restApi(values: JsonObject): readonly Grant[] {
  const [endpoint] = blocksOf(values["endpoint_configuration"]);
  const types = [endpoint?.["types"] ?? "EDGE"].flat().map(String);
  if (types.includes("PRIVATE") || values["disable_execute_api_endpoint"] === true) return [];
  return grant("default execute-api endpoint", "anyone");
}
