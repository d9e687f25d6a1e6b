import { ecrRepositoryOf } from "../../aws/ecr-image";
import { quote } from "../problem";
import type { Check } from "./check";

/** Kinds of egress with which no registry on the internet is reachable. */
const CLOSED: readonly string[] = ["endpoints", "none"];

/**
 * Images that Fargate could not pull. The interface endpoints of ECR lead to the Region's ECR, of any account; there
 * are none for public.ecr.aws, for another Region's ECR, or for other registries.
 */
export const checkReachableImages: Check = ({ environment: { name: environment, network, region, services }, at }) => {
  if (network.kind !== "own" || !CLOSED.includes(network.egress)) return [];
  const { egress } = network;
  return services
    .flatMap(({ name, image, tracing }) => [
      ...("uri" in image ? [{ path: at(name, "image", "uri"), uri: image.uri }] : []),
      ...(tracing ? [{ path: at(name, "tracing", "image", "uri"), uri: tracing.image.uri }] : []),
    ])
    .filter(({ uri }) => ecrRepositoryOf(uri)?.region !== region)
    .map(({ path, uri }) => ({
      path,
      message: `got ${quote(uri)}, which ${environment} cannot pull with network.egress "${egress}"; give an image in the ECR of ${region}, such as a copy, or network.egress "single-nat"`,
    }));
};
