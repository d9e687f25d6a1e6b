import { parseArn, type Resource, type Terraform } from "@private-http-api/terraform-json";
import type { BackendRef } from "./backends";
import type { Gaps } from "./gaps";
import { readListener } from "./listeners";
import { pathOfEndpoint } from "./private-link-path";
import type { TargetGroups } from "./target-groups";

/** A VPC that reaches services by PrivateLink, and what its requests come to. */
export interface Consumer {
  /** As the config calls it; the endpoint's own name where the stack is none of `<environment>-consumer-<name>`. */
  readonly name: string;
  /** Of the interface endpoint. */
  readonly address: string;
  /** Endpoint, endpoint service and listener of the network load balancer, in the order of a request. */
  readonly via: readonly string[];
  /** The listener that the network load balancer leads to. */
  readonly backend: BackendRef;
  /** Of the endpoint. @default not known */
  readonly account?: string;
  /** Of the endpoint service. @default not known */
  readonly provider?: string;
  /** Address of the API in front of the endpoint, which nothing else reaches. @default there is none */
  readonly api?: string;
}

/** Consumers whose endpoint leads to an endpoint service of this Terraform. */
export function readConsumers(terraform: Terraform, groups: TargetGroups, gaps: Gaps): readonly Consumer[] {
  return terraform.resources("aws_vpc_endpoint").flatMap((endpoint) => {
    const path = pathOfEndpoint(terraform, endpoint);
    if (path === undefined) return [];
    const name = consumerOf(endpoint) ?? endpoint.name;
    const api = terraform.resources("aws_apigatewayv2_api").find((one) => consumerOf(one) === name);
    return gaps.reading(
      () => [
        {
          name,
          address: endpoint.address,
          via: path.via,
          ...accountsOf(endpoint, path.service),
          backend: readListener(terraform, groups, path.listener, gaps),
          ...(api === undefined ? {} : { api: api.address }),
        },
      ],
      () => [],
    );
  });
}

function accountsOf(endpoint: Resource, service: Resource): Pick<Consumer, "account" | "provider"> {
  const [account, provider] = [endpoint, service].map(accountOf);
  return { ...(account === undefined ? {} : { account }), ...(provider === undefined ? {} : { provider }) };
}

function accountOf({ account, attributes }: Resource): string | undefined {
  return account ?? attributes.text("owner_id") ?? parseArn(attributes.text("arn") ?? "")?.account;
}

/** Whose stack a resource is in; `undefined` where it is no consumer's. */
export function consumerOf({ address }: Resource): string | undefined {
  return /^[a-z0-9-]+-consumer-([a-z0-9-]+): /.exec(address)?.[1];
}
