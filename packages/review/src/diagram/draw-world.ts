import { fargateSizeOf } from "../analysis/cost/fargate";
import { nameOf } from "../analysis/labels";
import { Destinations } from "../analysis/traffic/destinations";
import { integrationOf } from "../analysis/traffic/routes";
import { textOf, textsOf } from "../plan/json";
import { identityOf, type Resource, type World } from "../plan/world";
import { changedStatus, type Picture, type PictureEdge, type PictureNode } from "./picture";

/** More routes than this are counted and not listed. */
const ROUTES_LISTED = 8;

const LISTENERS = ["aws_lb_listener", "aws_alb_listener"];
const BALANCERS = ["aws_lb", "aws_alb"];

/** The picture of what a world's resources make up together. */
export const drawWorld = (world: World, title: string): Picture => {
  const apis = world.ofType("aws_apigatewayv2_api").map((api) => apiNode(api, world));
  const fronts = frontNodes(world);
  const services = world.ofType("aws_ecs_service").map((service) => serviceNode(service, world));
  const links = world
    .ofType("aws_apigatewayv2_vpc_link")
    .map((link) => plain(link, "link", "VPC link", [nameOf(link)]));
  const functions = world
    .ofType("aws_lambda_function")
    .filter((entry) =>
      world.ofType("aws_apigatewayv2_integration").some((integration) => target(world, integration) === entry),
    )
    .map((entry): PictureNode => ({ ...plain(entry, "service", nameOf(entry), ["Lambda function"]), inVpc: false }));
  const egress = egressNodes(world);
  const clients: readonly PictureNode[] =
    apis.length === 0
      ? []
      : [{ id: "clients", column: "clients", title: "Clients", lines: ["HTTPS"], inVpc: false, status: "same" }];
  const nodes = [...clients, ...apis, ...links, ...fronts, ...services, ...functions, ...egress];
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = [
    ...apis.map(({ id }) => edge("clients", id)),
    ...integrationEdges(world),
    ...frontEdges(world),
    ...services.flatMap((service) => egress.map(({ id }) => edge(service.id, id))),
  ].filter(({ from, to }) => ids.has(from) && ids.has(to));
  return { title, nodes, edges: [...new Map(edges.map((entry) => [`${entry.from} ${entry.to}`, entry])).values()] };
};

const edge = (from: string, to: string): PictureEdge => ({ from, to, status: "same" });

const plain = (
  resource: Resource,
  column: PictureNode["column"],
  title: string,
  lines: readonly string[],
): PictureNode => ({
  id: identityOf(resource),
  column,
  title,
  lines,
  inVpc: true,
  status: changedStatus(resource.change),
});

const apiNode = (api: Resource, world: World): PictureNode => {
  const routes = world
    .ofType("aws_apigatewayv2_route")
    .filter((route) => world.resolve(route, route.values["api_id"], "aws_apigatewayv2_api") === api)
    .map(({ values }) => {
      const authorization = textOf(values["authorization_type"]) ?? "NONE";
      return `${textOf(values["route_key"]) ?? ""}${authorization === "NONE" ? "" : ` · ${authorization}`}`;
    })
    .sort();
  const more = routes.length - ROUTES_LISTED;
  const lines = more > 0 ? [...routes.slice(0, ROUTES_LISTED), `and ${more} more routes`] : routes;
  return { ...plain(api, "api", `HTTP API ${textOf(api.values["name"]) ?? nameOf(api)}`, lines), inVpc: false };
};

const serviceNode = (service: Resource, world: World): PictureNode => {
  const definition = world.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
  const size = fargateSizeOf(service, world);
  const lines =
    size === undefined ? [] : [`${size.tasks} × ${size.vcpu} vCPU, ${size.memoryGB} GB${size.arm ? ", ARM64" : ""}`];
  return {
    ...plain(service, "service", nameOf(service), lines),
    status: changedStatus(service.change, definition?.change),
  };
};

/** What an integration names: a listener's load balancer, a Cloud Map service, a function. */
const target = (world: World, integration: Resource): Resource | undefined => {
  const named = world.resolve(
    integration,
    integration.values["integration_uri"],
    ...LISTENERS,
    "aws_service_discovery_service",
    "aws_lambda_function",
  );
  return named !== undefined && LISTENERS.includes(named.type)
    ? world.resolve(named, named.values["load_balancer_arn"], ...BALANCERS)
    : named;
};

const frontNodes = (world: World): readonly PictureNode[] => {
  const balancers = world.ofType(...BALANCERS).map((balancer) => {
    const listeners = world
      .ofType(...LISTENERS)
      .filter((listener) => world.resolve(listener, listener.values["load_balancer_arn"], ...BALANCERS) === balancer)
      .map(({ values }) => `${textOf(values["protocol"]) ?? ""}:${textOf(values["port"]) ?? ""}`)
      .sort();
    const kind = textOf(balancer.values["load_balancer_type"]) === "network" ? "Network" : "Application";
    const side = balancer.values["internal"] === true ? "internal" : "public";
    return plain(balancer, "front", `${kind} Load Balancer`, [`${side} ${listeners.join(", ")}`]);
  });
  const asked = new Set(world.ofType("aws_apigatewayv2_integration").map((integration) => target(world, integration)));
  const registries = world
    .ofType("aws_service_discovery_service")
    .filter((registry) => asked.has(registry))
    .map((registry) => plain(registry, "front", "Cloud Map", [nameOf(registry)]));
  return [...balancers, ...registries];
};

const integrationEdges = (world: World): readonly PictureEdge[] =>
  world.ofType("aws_apigatewayv2_route").flatMap((route) => {
    const integration = integrationOf(route, world);
    const api = world.resolve(route, route.values["api_id"], "aws_apigatewayv2_api");
    const end = integration && target(world, integration);
    if (integration === undefined || api === undefined || end === undefined) return [];
    const link = world.resolve(integration, integration.values["connection_id"], "aws_apigatewayv2_vpc_link");
    if (link === undefined) return [edge(identityOf(api), identityOf(end))];
    return [edge(identityOf(api), identityOf(link)), edge(identityOf(link), identityOf(end))];
  });

const frontEdges = (world: World): readonly PictureEdge[] => {
  const destinations = new Destinations(world);
  return world
    .ofType("aws_ecs_service")
    .flatMap((service) => destinations.frontsOf(service).map((front) => edge(identityOf(front), identityOf(service))));
};

const egressNodes = (world: World): readonly PictureNode[] => {
  const gateways = world.ofType("aws_nat_gateway");
  const endpoints = world.ofType("aws_vpc_endpoint");
  const names = endpoints.flatMap(({ values }) =>
    textsOf(values["service_name"]).map((name) => name.replace(/^com\.amazonaws\.[\w-]+\./, "")),
  );
  const node = (
    id: string,
    title: string,
    lines: readonly string[],
    of: readonly Resource[],
  ): readonly PictureNode[] =>
    of.length === 0
      ? []
      : [{ id, column: "egress", title, lines, inVpc: true, status: changedStatus(...of.map(({ change }) => change)) }];
  const count = `${gateways.length} NAT gateway${gateways.length === 1 ? "" : "s"}`;
  return [
    ...node("nat", count, ["to the internet"], gateways),
    ...node("endpoints", "VPC endpoints", names.sort(), endpoints),
  ];
};
