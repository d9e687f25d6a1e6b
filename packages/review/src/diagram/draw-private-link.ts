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
  const consumers: PictureNode = {
    id: "consumers",
    column: "api",
    title: "Other VPCs",
    lines: [...new Set(accounts)].sort(),
    inVpc: false,
    status: "same",
  };
  const ways = services.flatMap((service) => [
    { from: consumers.id, to: identityOf(service), status: "same" as const },
    ...balancersBehind(service, planned).map((balancer) => ({
      from: identityOf(service),
      to: identityOf(balancer),
      status: "same" as const,
    })),
  ]);
  return {
    nodes: nodes.length === 0 ? [] : [consumers, ...nodes],
    edges: ways,
    replaced: new Set(services.flatMap((service) => balancersOf(service, planned)).map(identityOf)),
  };
}
