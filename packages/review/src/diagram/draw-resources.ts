import { fargateSizeOf } from "../analysis/cost/fargate";
import { nameOf } from "../analysis/labels";
import { Destinations } from "../analysis/traffic/destinations";
import { functionOf } from "../analysis/traffic/functions";
import { apiRoutesOf } from "../analysis/traffic/api-routes";
import { APIS, apiLines, apiTitle, isPrivate } from "./draw-api";
import { drawCalls } from "./draw-calls";
import { consumerEndpoints, drawPrivateLink, restEndpoints } from "./draw-private-link";
import { textOf, textsOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../plan/planned-resources";
import { changedStatus, type Picture, type PictureEdge, type PictureNode } from "./picture";

const LISTENERS = ["aws_lb_listener", "aws_alb_listener"];
const BALANCERS = ["aws_lb", "aws_alb"];
const LINKS = ["aws_apigatewayv2_vpc_link", "aws_api_gateway_vpc_link"];

/** The picture of what a planned's resources make up together. */
export function drawResources(planned: PlannedResources, title: string): Picture {
  const privateLink = drawPrivateLink(planned);
  function isDrawn(resource: Resource): boolean {
    return !privateLink.replaced.has(identityOf(resource));
  }
  const fronted = planned.ofType(...APIS).filter(isDrawn);
  const apis = fronted.map((api) => apiNode(api, planned));
  const fronts = frontNodes(planned).filter(({ id }) => !privateLink.replaced.has(id));
  const services = planned.ofType("aws_ecs_service").map((service) => serviceNode(service, planned));
  const links = planned
    .ofType(...LINKS)
    .filter(isDrawn)
    .map((link) => plain(link, "link", "VPC link", [titleOf(link, planned)]));
  const functions = planned
    .ofType("aws_lambda_function")
    .filter((entry) =>
      apiRoutesOf(planned).some(({ integration }) => integration && target(planned, integration) === entry),
    )
    .map((entry): PictureNode => ({
      ...plain(entry, "service", titleOf(entry, planned), ["Lambda function"]),
      inVpc: false,
    }));
  const egress = egressNodes(planned);
  const reach = fronted.every(isPrivate) ? "HTTPS, by VPC endpoints" : "HTTPS";
  const clients: readonly PictureNode[] =
    apis.length === 0
      ? []
      : [{ id: "clients", column: "clients", title: "Clients", lines: [reach], inVpc: false, status: "same" }];
  const nodes = [...clients, ...apis, ...links, ...privateLink.nodes, ...fronts, ...services, ...functions, ...egress];
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = [
    ...apis.map(({ id }) => edge("clients", id)),
    ...integrationEdges(planned),
    ...frontEdges(planned),
    ...drawCalls(planned),
    ...privateLink.edges,
    ...services.flatMap((service) => egress.map(({ id }) => edge(service.id, id))),
  ].filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { title, nodes, edges: [...new Map(edges.map((entry) => [`${entry.from} ${entry.to}`, entry])).values()] };
}

function edge(from: string, to: string): PictureEdge {
  return { from, to, status: "same" };
}

function plain(
  resource: Resource,
  column: PictureNode["column"],
  title: string,
  lines: readonly string[],
): PictureNode {
  return {
    id: identityOf(resource),
    column,
    title,
    lines,
    inVpc: true,
    status: changedStatus(resource.change),
  };
}

/** The short name of its address; where several resources have that, its name in AWS, which is shorter than the address. */
function titleOf(resource: Resource, planned: PlannedResources): string {
  const name = planned.nameOf(resource);
  return name === nameOf(resource) ? name : (textOf(resource.values["name"]) ?? name);
}

function apiNode(api: Resource, planned: PlannedResources): PictureNode {
  return { ...plain(api, "api", apiTitle(api), apiLines(api, planned)), inVpc: false };
}

function serviceNode(service: Resource, planned: PlannedResources): PictureNode {
  const definition = planned.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
  const size = fargateSizeOf(service, planned);
  const lines =
    size === undefined ? [] : [`${size.tasks} × ${size.vcpu} vCPU, ${size.memoryGB} GB${size.arm ? ", ARM64" : ""}`];
  return {
    ...plain(service, "service", titleOf(service, planned), lines),
    status: changedStatus(service.change, definition?.change),
  };
}

/** What an integration names: a listener's load balancer, a Cloud Map service, a function. */
function target(planned: PlannedResources, integration: Resource): Resource | undefined {
  const uri = integration.values["integration_uri"];
  const named = planned.resolve(integration, uri, ...LISTENERS, "aws_service_discovery_service");
  return named !== undefined && LISTENERS.includes(named.type)
    ? planned.resolve(named, named.values["load_balancer_arn"], ...BALANCERS)
    : (named ?? functionOf(integration, uri, planned));
}

function frontNodes(planned: PlannedResources): readonly PictureNode[] {
  const balancers = planned.ofType(...BALANCERS).map((balancer) => {
    const listeners = planned
      .ofType(...LISTENERS)
      .filter((listener) => planned.resolve(listener, listener.values["load_balancer_arn"], ...BALANCERS) === balancer)
      .map(({ values }) => `${textOf(values["protocol"]) ?? ""}:${textOf(values["port"]) ?? ""}`)
      .sort();
    const kind = textOf(balancer.values["load_balancer_type"]) === "network" ? "Network" : "Application";
    const side = balancer.values["internal"] === true ? "internal" : "public";
    return plain(balancer, "front", `${kind} Load Balancer`, [`${side} ${listeners.join(", ")}`]);
  });
  const asked = new Set(apiRoutesOf(planned).map(({ integration }) => integration && target(planned, integration)));
  const registries = planned
    .ofType("aws_service_discovery_service")
    .filter((registry) => asked.has(registry))
    .map((registry) => plain(registry, "front", "Cloud Map", [titleOf(registry, planned)]));
  return [...balancers, ...registries];
}

function integrationEdges(planned: PlannedResources): readonly PictureEdge[] {
  return apiRoutesOf(planned).flatMap(({ integration, api }) => {
    const end = integration && target(planned, integration);
    if (integration === undefined || api === undefined || end === undefined) return [];
    const link = planned.resolve(integration, integration.values["connection_id"], ...LINKS);
    if (link === undefined) return [edge(identityOf(api), identityOf(end))];
    return [edge(identityOf(api), identityOf(link)), edge(identityOf(link), identityOf(end))];
  });
}

function frontEdges(planned: PlannedResources): readonly PictureEdge[] {
  const destinations = new Destinations(planned);
  return planned
    .ofType("aws_ecs_service")
    .flatMap((service) => destinations.frontsOf(service).map((front) => edge(identityOf(front), identityOf(service))));
}

function egressNodes(planned: PlannedResources): readonly PictureNode[] {
  const gateways = planned.ofType("aws_nat_gateway");
  // What lies in a consumer's VPC is no way out of this one.
  const consumers = [...consumerEndpoints(planned).map(({ endpoint }) => endpoint), ...restEndpoints(planned)];
  const elsewhere = new Set(consumers.map(({ stack }) => stack));
  const endpoints = planned.ofType("aws_vpc_endpoint").filter(({ stack }) => !elsewhere.has(stack));
  const names = endpoints.flatMap(({ values }) =>
    textsOf(values["service_name"]).map((name) => name.replace(/^com\.amazonaws\.[\w-]+\./, "")),
  );
  function node(id: string, title: string, lines: readonly string[], of: readonly Resource[]): readonly PictureNode[] {
    return of.length === 0
      ? []
      : [{ id, column: "egress", title, lines, inVpc: true, status: changedStatus(...of.map(({ change }) => change)) }];
  }
  const count = `${gateways.length} NAT gateway${gateways.length === 1 ? "" : "s"}`;
  return [
    ...node("nat", count, ["to the internet"], gateways),
    ...node("endpoints", "VPC endpoints", names.sort(), endpoints),
  ];
}
