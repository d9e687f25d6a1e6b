import { quotaLedger, type LedgerRow } from "@private-http-api/http-api";
import { nameOf } from "../../aws/aws-failure";
import { fail, type Finding, ok, warn } from "../finding";
import type { Check } from "../target";

/** Codes of quotas that are often raised for accounts, or lower than AWS's default [Service Quotas]. */
const CODES: Readonly<Record<string, { readonly service: string; readonly code: string }>> = {
  listenerRules: { service: "elasticloadbalancing", code: "L-7EED9B64" },
  albTargets: { service: "elasticloadbalancing", code: "L-7E6692B2" },
  nlbTargets: { service: "elasticloadbalancing", code: "L-B211E961" },
  securityGroupRules: { service: "vpc", code: "L-0EA8095F" },
  vpcs: { service: "vpc", code: "L-F678F1CE" },
  elasticIps: { service: "ec2", code: "L-0263D0A3" },
  fargateVcpus: { service: "fargate", code: "L-3032A538" },
};

/** Whether the account's quotas are enough for the environment; other resources in the account are not counted. */
export const quotas: Check = {
  what: "quotas",
  run: async ({ environment }) => {
    const rows = quotaLedger(environment).filter(({ key, use }) => Object.hasOwn(CODES, key) && use > 0);
    return (await Promise.all(rows.map((row) => compare(row, environment.region)))).flat();
  },
};

async function compare(row: LedgerRow, region: string): Promise<readonly Finding[]> {
  const { key } = row;
  const quota = CODES[key];
  if (quota === undefined) return [];
  const { ServiceQuotasClient, GetServiceQuotaCommand } = await import("@aws-sdk/client-service-quotas");
  const client = new ServiceQuotasClient({ region });
  const { service: ServiceCode, code: QuotaCode } = quota;
  try {
    const { Quota } = await client.send(new GetServiceQuotaCommand({ ServiceCode, QuotaCode }));
    return Quota?.Value === undefined ? [] : [judgeQuota({ ...row, ...quota, value: Quota.Value })];
  } catch (error) {
    if (nameOf(error) !== "NoSuchResourceException") throw error;
    return [
      warn(
        `quota ${key}`,
        `Service Quotas does not have ${ServiceCode} ${QuotaCode} here; check the account's quotas yourself`,
      ),
    ];
  }
}

/** What the account's quota means for an environment's use of it. */
export function judgeQuota(row: {
  readonly key: string;
  readonly what: string;
  readonly use: number;
  /** What the config's `quotas` says, or AWS's default. */
  readonly limit: number;
  readonly default: number;
  readonly service: string;
  readonly code: string;
  readonly value: number;
}): Finding {
  const { key, what, use, limit, default: standard, service, code, value } = row;
  const subject = `quota ${key}`;
  const raise = `aws service-quotas request-service-quota-increase --service-code ${service} --quota-code ${code} --desired-value`;
  if (use > value)
    return fail(
      subject,
      `${String(use)} ${what}, and the account has ${String(value)}; raise it: ${raise} ${String(use)}`,
    );
  if (limit > value && limit !== standard)
    return fail(
      subject,
      `quotas.${key} says ${String(limit)}, and the account has ${String(value)}; correct it, or raise it: ${raise} ${String(limit)}`,
    );
  return ok(subject, `${String(use)} of ${String(value)}`);
}
