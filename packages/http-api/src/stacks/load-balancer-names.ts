import { Fn } from "cdktf";
import type { Backend } from "./backend";

/**
 * Names of an API's load balancers in CloudWatch, `app/<name>/<id>`; from the listeners' ARNs, which the API has anyway, so
 * that the producer stack needs no further output.
 */
export function loadBalancerNames(backends: readonly Backend[]): { readonly alb?: string; readonly nlb?: string } {
  function listenerOf(kind: Backend["kind"]) {
    return backends.find((backend) => backend.kind === kind)?.uri;
  }
  const alb = listenerOf("alb");
  const nlb = listenerOf("nlb");
  return {
    ...(alb === undefined ? {} : { alb: nameIn(alb) }),
    ...(nlb === undefined ? {} : { nlb: nameIn(nlb) }),
  };
}

/** `arn:…:listener/app/<name>/<id>/<listener>` without its first and last part. */
function nameIn(listenerArn: string): string {
  return Fn.join("/", Fn.slice(Fn.split("/", listenerArn), 1, 4) as string[]);
}
