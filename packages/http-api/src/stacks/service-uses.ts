import { partitionOf } from "../aws/regions";
import type { Environment, Service } from "../config/config";
import { type UsedResource, usedResource } from "../config/used-resource";
import { accessStatements } from "../constructs/access-statements";
import type { PolicyStatement } from "../constructs/policy-document";

type Where = Pick<Environment, "account" | "region">;

/** Statements for the resources that a service uses. */
export function usesStatements(
  { uses }: Pick<Service, "uses">,
  { region }: Pick<Where, "region">,
): readonly PolicyStatement[] {
  return uses.map(usedResource).flatMap((use) =>
    use.access.flatMap((access) =>
      // A bucket's ARN has no Region: its key is used through S3 in the environment's.
      accessStatements({ ...use, arn: arnPattern(use), access, region: use.region === "" ? region : use.region }),
    ),
  );
}

/** Variables that name those resources in the form that AWS's SDKs expect. */
export function usesEnvironment({ uses }: Pick<Service, "uses">, where: Where): Readonly<Record<string, string>> {
  return Object.fromEntries(uses.map(usedResource).map((use) => [use.variable, nameOf(use, where)]));
}

/** Secrets Manager adds six characters to a name; an ARN without them needs a pattern in IAM [aws-cdk 12411]. */
function arnPattern({ kind, arn }: UsedResource): string {
  return kind !== "secret" || /-[A-Za-z0-9]{6}$/.test(arn) ? arn : `${arn}-??????`;
}

function nameOf({ kind, arn, region, account, resource }: UsedResource, where: Where): string {
  switch (kind) {
    case "table":
      // DynamoDB accepts an ARN instead of a name, and requires one for a table in another account or Region.
      return account === where.account && region === where.region ? resource.slice("table/".length) : arn;
    case "bucket":
      return resource;
    case "queue":
      return `https://sqs.${region}.${partitionOf(region).dnsSuffix}/${account}/${resource}`;
    default:
      return arn;
  }
}
