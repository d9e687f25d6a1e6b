import { parseArn } from "@private-http-api/terraform-json/values";
import { endpointsOfAction } from "../aws/endpoint-services";
import { partitionOf } from "../aws/regions";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Whose resources may be reached through VPC endpoints, and by whom. */
export interface EndpointAccess {
  /** The environment's. Credentials of other accounts are refused. */
  readonly account: string;
  readonly region: string;
  /** ARNs that the services name: repositories, secrets, keys, buckets, queues. Those of other accounts are allowed. */
  readonly arns: readonly string[];
  /** Whether shells are opened in tasks, by an agent that updates itself from AWS's buckets. */
  readonly exec: boolean;
}

/**
 * Policy of the endpoint of an AWS service: principals of this account, and resources of it or of the accounts that the
 * services name [VPC User Guide for AWS PrivateLink, "Control access to VPC endpoints using endpoint policies"]. A resource
 * without an account in its ARN, a bucket or a public parameter, is allowed by its ARN.
 *
 * @param service last part of the endpoint's name, e.g. `ecr.api`
 */
export function endpointPolicy(service: string, access: EndpointAccess): string {
  const named = access.arns.flatMap((arn) => parseArn(arn) ?? []);
  const accounts = [...new Set(named.map(({ account }) => account).filter((account) => account !== ""))];
  const others = accounts.filter((account) => account !== access.account).sort();
  const anyAccount = others.some((account) => !/^\d{12}$/.test(account));
  const byArn = access.arns.filter((arn) => isWithoutAccount(arn, service)).sort();
  return policyDocument(
    ofPrincipals("OwnAndNamedAccounts", access, "*", {
      ...(anyAccount ? {} : { StringEqualsIfExists: { "aws:ResourceAccount": [access.account, ...others] } }),
    }),
    ...(byArn.length === 0 ? [] : [ofPrincipals("NamedWithoutAccount", access, [...new Set(byArn)], {})]),
    ...(service === "s3" ? awsBuckets(access) : []),
  );
}

function ofPrincipals(
  Sid: string,
  { account }: EndpointAccess,
  Resource: string | readonly string[],
  condition: NonNullable<PolicyStatement["Condition"]>,
): PolicyStatement {
  return {
    Sid,
    Effect: "Allow",
    Principal: "*",
    Action: "*",
    Resource,
    Condition: { StringEquals: { "aws:PrincipalAccount": account }, ...condition },
  };
}

/** Whether an ARN names a resource of this endpoint's service without its account. */
function isWithoutAccount(arn: string, endpoint: string): boolean {
  const parts = parseArn(arn);
  if (!parts || parts.account !== "") return false;
  const { service } = parts;
  return service === endpoint || endpointsOfAction(`${service}:*`)?.includes(endpoint) === true;
}

/**
 * AWS's own buckets. ECR keeps image layers in one per Region, which are fetched by its signed URLs [Amazon ECR
 * User Guide, "Amazon ECR interface VPC endpoints"]; SSM's agent, which opens shells, downloads from the others [AWS Systems
 * Manager User Guide, "SSM Agent communications with AWS managed S3 buckets"].
 */
function awsBuckets({ region, exec }: EndpointAccess): readonly PolicyStatement[] {
  const agent = [
    `aws-ssm-${region}`,
    `amazon-ssm-${region}`,
    `amazon-ssm-packages-${region}`,
    `${region}-birdwatcher-prod`,
    `aws-ssm-document-attachments-${region}`,
    `patch-baseline-snapshot-${region}`,
  ];
  function objectsOf(bucket: string): string {
    return `arn:${partitionOf(region).id}:s3:::${bucket}/*`;
  }
  return [
    read("EcrLayers", [objectsOf(`prod-${region}-starport-layer-bucket`)]),
    ...(exec ? [read("SsmAgent", agent.map(objectsOf))] : []),
  ];
}

function read(Sid: string, Resource: readonly string[]): PolicyStatement {
  return { Sid, Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource };
}
