import { UserError } from "@private-http-api/cli-kit";
import type { BackendRef } from "./backends";
import type { CloudMapServices } from "./cloud-map-services";
import type { LambdaFunctions } from "./functions";
import type { Integration } from "./http-api";
import { readListener } from "./listeners";
import { instanceAttributes, responseParameters } from "./parameters";
import type { Gaps } from "./gaps";
import { follow, type Resource, type Terraform, valueText } from "@private-http-api/terraform-json";
import type { TargetGroups } from "./target-groups";

/** AWS's limit for an HTTP API integration, and the provider's default: 30 s. */
const longestTimeout = 30_000;

/** Reads integrations and what is behind them, each once. */
export class Integrations {
  private readonly known = new Map<Resource, Integration>();
  private readonly listeners = new Map<Resource, ReturnType<typeof readListener>>();

  constructor(
    private readonly terraform: Terraform,
    private readonly cloudMap: CloudMapServices,
    private readonly groups: TargetGroups,
    private readonly functions: LambdaFunctions,
    private readonly gaps: Gaps,
  ) {}

  get(resource: Resource): Integration {
    const known = this.known.get(resource);
    if (known !== undefined) return known;
    const { address } = resource;
    const integration = this.gaps.reading(
      () => this.read(resource),
      (reason) => ({ kind: "unserved", address, reason }) as const,
    );
    this.known.set(resource, integration);
    return integration;
  }

  private read(resource: Resource): Integration {
    const { address, attributes } = resource;
    const type = attributes.text("integration_type");
    const timeoutMilliseconds = attributes.number("timeout_milliseconds") ?? longestTimeout;
    const subtype = attributes.text("integration_subtype");
    if (type === "AWS_PROXY" && subtype !== undefined) {
      throw new UserError(`${address} calls ${subtype} of AWS, which cannot be served locally.`);
    }
    if (type === "AWS_PROXY") {
      return {
        kind: "aws-proxy",
        address,
        ...this.functions.behind(resource),
        payloadFormatVersion: attributes.text("payload_format_version") === "2.0" ? "2.0" : "1.0",
        timeoutMilliseconds,
      };
    }
    if (type !== "HTTP_PROXY" || attributes.text("connection_type") !== "VPC_LINK") {
      const connection = attributes.text("connection_type") ?? "INTERNET";
      throw new UserError(
        `${address} is a ${type ?? "?"} integration over ${connection}; only HTTP_PROXY over VPC_LINK and AWS_PROXY are served.`,
      );
    }
    return {
      kind: "http-proxy",
      address,
      method: attributes.text("integration_method") ?? "ANY",
      ...this.vpcLink(resource),
      backend: this.backend(resource),
      requestParameters: attributes.textMap("request_parameters"),
      responseParameters: responseParameters(resource),
      timeoutMilliseconds,
    };
  }

  /** For a link of another Terraform configuration only the id is known. */
  private vpcLink(resource: Resource): { readonly vpcLink?: string } {
    const id = resource.attributes.value("connection_id");
    if (id === undefined) return {};
    const link = this.terraform.find(id, ["aws_apigatewayv2_vpc_link"], resource);
    return { vpcLink: link?.address ?? valueText(id) };
  }

  private backend(resource: Resource): BackendRef {
    const types = ["aws_lb_listener", "aws_service_discovery_service"];
    const target = follow(this.terraform, resource, resource.attributes, "integration_uri", types);
    if (target.type.endsWith("aws_lb_listener")) {
      const listener = this.listeners.get(target) ?? readListener(this.terraform, this.groups, target, this.gaps);
      this.listeners.set(target, listener);
      return listener;
    }
    const service = this.cloudMap.get(target, resource);
    return { kind: "cloud-map", service, queryParameters: instanceAttributes(resource) };
  }
}
