import { parseArn, textsOf } from "@private-http-api/terraform-json";
import { balancersBehind, balancersOf } from "../analysis/traffic/private-link";
import { identityOf, type PlannedResources } from "../plan/planned-resources";
import { changedStatus, type PictureEdge, type PictureNode } from "./picture";

/** What PrivateLink adds to a picture. */
interface PrivateLinkPicture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
  /** Load balancers, by identity, that an endpoint service stands for. */
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
  const consumers = endpoints.map(({ endpoint }): PictureNode => {
    const status = changedStatus(endpoint.change);
    const lines = ["interface endpoint", endpoint.stack];
    return { id: identityOf(endpoint), column: "api", title: "Consumer's VPC", lines, inVpc: false, status };
  });
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
    nodes: nodes.length === 0 ? [] : [others, ...consumers, ...nodes],
    edges: ways,
    replaced: new Set(services.flatMap((service) => balancersOf(service, planned)).map(identityOf)),
  };
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
