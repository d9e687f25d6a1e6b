import { parseArn, textOf, textsOf } from "@private-http-api/terraform-json";
import { balancersBehind, balancersOf } from "../analysis/traffic/private-link";
import { identityOf, type PlannedResources, type Resource } from "../plan/planned-resources";
import { apiTitle, routeLines } from "./draw-api";
import { changedStatus, type PictureEdge, type PictureNode } from "./picture";

/** What PrivateLink adds to a picture. */
interface PrivateLinkPicture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** What an endpoint service, or a consumer's API, stands for, by identity: load balancers, VPC links, APIs. */
  readonly replaced: ReadonlySet<string>;
}

/** The accounts that may connect, and each endpoint service with the load balancers that it leads to. */
export function drawPrivateLink(planned: PlannedResources): PrivateLinkPicture {
  const services = planned.ofType("aws_vpc_endpoint_service");
  const accounts = services
    .flatMap(({ values }) => textsOf(values["allowed_principals"]))
    .map((principal) => parseArn(principal)?.account ?? principal);
  const nodes = services.map((service): PictureNode => {
    const accepted = service.values["acceptance_required"] === false ? "by itself" : "by hand";
    const lines = ["endpoint service, own NLB", `accepts connections ${accepted}`];
    const status = changedStatus(service.change);
    return { id: identityOf(service), column: "link", title: "PrivateLink", lines, inVpc: true, status };
  });
  const others: PictureNode = {
    id: "consumers",
    column: "api",
    title: "Other VPCs",
    lines: [...new Set(accounts)].sort(),
    inVpc: false,
    status: "same",
  };
  const endpoints = consumerEndpoints(planned);
  const rest = restEndpoints(planned);
  const consumers = endpoints.map(({ endpoint }) => consumerNode(endpoint, planned));
  const called = endpoints.filter(({ endpoint }) => apiBefore(endpoint, planned) !== undefined);
  const clients = called.map(({ endpoint }) => ({
    from: "clients",
    to: identityOf(endpoint),
    status: "same" as const,
  }));
  const ways = services.flatMap((service) => [
    { from: others.id, to: identityOf(service), status: "same" as const },
    ...endpoints
      .filter((each) => each.service === service)
      .map(({ endpoint }) => ({ from: identityOf(endpoint), to: identityOf(service), status: "same" as const })),
    ...balancersBehind(service, planned).map((balancer) => ({
      from: identityOf(service),
      to: identityOf(balancer),
      status: "same" as const,
    })),
  ]);
  return {
    nodes: [...rest.map(restConsumerNode), ...(nodes.length === 0 ? [] : [others, ...consumers, ...nodes])],
    edges: [...clients, ...rest.flatMap((endpoint) => waysToApis(endpoint, planned)), ...ways],
    replaced: new Set(
      [
        ...services.flatMap((service) => balancersOf(service, planned)),
        ...called.flatMap(({ endpoint }) => besideEndpoint(endpoint, planned)),
      ].map(identityOf),
    ),
  };
}

/** A consumer's VPC; with an API in front of the endpoint, that API and its routes. */
function consumerNode(endpoint: Resource, planned: PlannedResources): PictureNode {
  const api = apiBefore(endpoint, planned);
  const common = { id: identityOf(endpoint), column: "api", inVpc: false } as const;
  if (api === undefined) {
    const lines = ["interface endpoint", endpoint.stack];
    return { ...common, title: "Consumer's VPC", lines, status: changedStatus(endpoint.change) };
  }
  const lines = [...routeLines(api, planned), "VPC link, NLB, interface endpoint", endpoint.stack];
  return { ...common, title: apiTitle(api), lines, status: changedStatus(endpoint.change, api.change) };
}

/** A consumer's VPC, in which private REST APIs are called. */
function restConsumerNode(endpoint: Resource): PictureNode {
  const lines = ["execute-api endpoint", endpoint.stack];
  const status = changedStatus(endpoint.change);
  return { id: identityOf(endpoint), column: "clients", title: "Consumer's VPC", lines, inVpc: false, status };
}

function waysToApis(endpoint: Resource, planned: PlannedResources): readonly PictureEdge[] {
  return planned.ofType("aws_api_gateway_rest_api").map((api) => ({
    from: identityOf(endpoint),
    to: identityOf(api),
    status: "same" as const,
  }));
}

/** The API of an endpoint's own stack: all that it leads to is the endpoint. */
function apiBefore({ stack }: Resource, planned: PlannedResources): Resource | undefined {
  return planned.ofType("aws_apigatewayv2_api").find((api) => api.stack === stack);
}

function besideEndpoint({ stack }: Resource, planned: PlannedResources): readonly Resource[] {
  return planned
    .ofType("aws_apigatewayv2_api", "aws_apigatewayv2_vpc_link", "aws_lb")
    .filter((each) => each.stack === stack);
}

/** Interface endpoints that lead to an endpoint service of the plans, each in the VPC of a consumer. */
export function consumerEndpoints(planned: PlannedResources) {
  return planned.ofType("aws_vpc_endpoint").flatMap((endpoint) => {
    const name = endpoint.values["service_name"];
    const known = planned.resolve(endpoint, name, "aws_vpc_endpoint_service");
    const service =
      known ?? planned.ofType("aws_vpc_endpoint_service").find(({ values }) => values["service_name"] === name);
    return service === undefined || name === undefined ? [] : [{ endpoint, service }];
  });
}

/** Endpoints for private REST APIs in VPCs of consumers: those that tasks run in have them as a way out. */
export function restEndpoints(planned: PlannedResources): readonly Resource[] {
  const ofTasks = new Set(planned.ofType("aws_ecs_service").map(({ stack }) => stack));
  return planned
    .ofType("aws_vpc_endpoint")
    .filter(({ stack, values }) => !ofTasks.has(stack) && textOf(values["service_name"])?.endsWith(".execute-api"));
}
