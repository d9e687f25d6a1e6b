import { parseArn } from "@private-http-api/terraform-json/values";
import { actionsOf } from "../../aws/access";
import { type Caller, endpointsFor, gatewaysFor } from "../called-endpoints";
import type { Environment } from "../config";
import { usedResource } from "../used-resource";
import type { Quota } from "./quota";

const PRIVATELINK = "AWS PrivateLink Guide, AWS PrivateLink quotas";
const remedy = 'set network.egress to "single-nat"';

function egressOf({ name }: Environment) {
  return ["environments", name, "network", "egress"];
}

/** Quotas of PrivateLink in the network; own resources may add to them. */
export const ENDPOINT_QUOTAS: readonly Quota[] = [
  {
    key: "interfaceEndpoints",
    what: "interface endpoints",
    per: "VPC",
    limit: 50,
    raisable: true,
    source: PRIVATELINK,
    remedy,
    uses: (environment) => [{ count: interfaceEndpoints(environment), path: egressOf(environment) }],
  },
  {
    key: "gatewayEndpoints",
    what: "gateway endpoints",
    per: "account and Region",
    shared: "region",
    limit: 20,
    raisable: true,
    source: PRIVATELINK,
    remedy: "move an environment to another account or Region",
    uses: (environment) => [
      { count: gatewayEndpoints(environment), path: ["environments", environment.name, "network"] },
    ],
  },
  {
    key: "endpointPolicy",
    what: "characters",
    per: "policy of a VPC endpoint",
    limit: 20_480,
    raisable: false,
    source: PRIVATELINK,
    remedy: `name buckets by a common prefix with a wildcard, or ${remedy}`,
    uses: (environment) => [{ count: endpointPolicySize(environment), path: egressOf(environment) }],
  },
];

function interfaceEndpoints(environment: Environment): number {
  const { network, encryption } = environment;
  if (network.kind !== "own" || network.egress !== "endpoints") return 0;
  return endpointsFor(callers(environment), encryption === "customer-key").length;
}

/** S3's, and those that services call. */
function gatewayEndpoints(environment: Environment): number {
  if (environment.network.kind !== "own") return 0;
  return 1 + new Set(callers(environment).flatMap(gatewaysFor)).size;
}

function callers({ services }: Environment): readonly Caller[] {
  return services.map(({ secrets, exec, tracing, taskPolicy, uses }) => ({
    ...{ secrets, exec, tracing },
    taskPolicy: [
      ...taskPolicy,
      ...uses.map(usedResource).map(({ kind, access }) => ({
        Effect: "Allow" as const,
        Action: access.flatMap((each) => actionsOf(kind, each).flat()),
      })),
    ],
  }));
}

/*
 * An upper estimate, which the ledger's test compares with what is synthesized: the policy's own text, the buckets of the
 * agent that opens shells, accounts, and resources without an account in their ARN.
 */

const POLICY_FRAME = 800;
const AGENT_BUCKETS = 600;
const ACCOUNT = 15;

function endpointPolicySize(environment: Environment): number {
  const { network, services } = environment;
  if (network.kind !== "own" || (network.egress !== "endpoints" && network.egress !== "none")) return 0;
  const arns = services.flatMap(({ secrets, secretKeyArns, taskPolicy, uses }) => [
    ...Object.values(secrets),
    ...secretKeyArns,
    ...taskPolicy.flatMap(({ Resource }) => Resource),
    ...uses.map(usedResource).flatMap(({ arn }) => [arn, `${arn}/*`]),
  ]);
  const named = [...new Set(arns)].map((arn) => ({ arn, account: parseArn(arn)?.account ?? "" }));
  const accounts = new Set(named.map(({ account }) => account));
  const byArn = named.filter(({ account }) => account === "").reduce((sum, { arn }) => sum + arn.length + 3, 0);
  return POLICY_FRAME + (services.some(({ exec }) => exec) ? AGENT_BUCKETS : 0) + ACCOUNT * accounts.size + byArn;
}
