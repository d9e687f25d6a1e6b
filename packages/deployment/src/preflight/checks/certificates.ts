import { CERTIFICATE_DAYS } from "@private-http-api/http-api";
import { nameOf } from "../../aws/aws-failure";
import { fail, type Finding, ok, warn } from "../finding";
import type { Check } from "../target";

const DAY_MS = 86_400_000;

/** Certificates that the config names: whether they exist, are issued, are in the Region, and how long they are valid. */
export const certificates: Check = {
  what: "certificates",
  run: async ({ environment, now }) => {
    const { region, api, internalTls } = environment;
    const { domain } = api;
    const named = [domain?.certificateArn, domain?.ownershipCertificateArn, internalTls?.certificateArn];
    const arns = [...new Set(named.filter((arn) => arn !== undefined))];
    return Promise.all(arns.map((arn) => certificate(arn, region, now)));
  },
};

async function certificate(arn: string, region: string, now: Date): Promise<Finding> {
  const what = `certificate ${arn}`;
  const of = arn.split(":")[3];
  if (of !== region)
    return fail(what, `is in ${String(of)}, and the environment in ${region}; request or import one there`);
  const { ACMClient, DescribeCertificateCommand } = await import("@aws-sdk/client-acm");
  const client = new ACMClient({ region });
  try {
    const { Certificate } = await client.send(new DescribeCertificateCommand({ CertificateArn: arn }));
    return judge(what, { status: Certificate?.Status ?? "unknown", end: Certificate?.NotAfter }, now);
  } catch (error) {
    if (nameOf(error) !== "ResourceNotFoundException") throw error;
    return fail(what, "does not exist; give the ARN of one that Certificate Manager has");
  }
}

/** What a certificate's status and expiry mean for a deploy. */
export function judge(
  what: string,
  { status, end }: { readonly status: string; readonly end?: Date | undefined },
  now: Date,
): Finding {
  const days = end === undefined ? undefined : Math.floor((end.getTime() - now.getTime()) / DAY_MS);
  if (status === "PENDING_VALIDATION")
    return fail(what, "is not validated yet; create the DNS record that Certificate Manager shows");
  if (status !== "ISSUED" || (days !== undefined && days < 0))
    return fail(what, `is ${days !== undefined && days < 0 ? "EXPIRED" : status}; request or import a valid one`);
  if (days === undefined) return ok(what, "issued");
  if (days < CERTIFICATE_DAYS)
    return warn(
      what,
      `expires in ${String(days)} days; renew it: import the new one under the same ARN, or check why Certificate Manager did not renew it`,
    );
  return ok(what, `${String(days)} days left`);
}
