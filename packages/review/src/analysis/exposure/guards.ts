import { textOf } from "@private-http-api/terraform-json";
import { identityOf, type Resource, type PlannedResources } from "../../plan/planned-resources";
import { aclRulesOf } from "./network-acl";

/** Something that denies access by being there. */
export interface Guard {
  readonly resource: Resource;
  /** What it guards, whatever resource does. */
  readonly key: string;
  /** What is so without it. */
  readonly without: string;
  /** The resource that it guards, where a plan knows it. */
  readonly target: Resource | undefined;
}

export function guardsOf(resource: Resource, planned: PlannedResources): readonly Guard[] {
  function guard(attribute: string | undefined, without: string, ...types: readonly string[]): Guard {
    const value = attribute === undefined ? undefined : resource.values[attribute];
    const target = planned.resolve(resource, value, ...types);
    const of = target === undefined ? (textOf(value) ?? resource.stack) : identityOf(target);
    return { resource, key: `${resource.type}|${of}|${without}`, without, target };
  }
  switch (resource.type) {
    case "aws_s3_account_public_access_block":
      return [guard(undefined, "no public access block for the account")];
    case "aws_s3_bucket_public_access_block":
      return [guard("bucket", "no public access block for the bucket", "aws_s3_bucket")];
    case "aws_ebs_snapshot_block_public_access":
      return [guard(undefined, "public sharing of snapshots is not blocked")];
    case "aws_ec2_image_block_public_access":
      return [guard(undefined, "public sharing of images is not blocked")];
    case "aws_emr_block_public_access_configuration":
      return [guard(undefined, "clusters may be open to the internet")];
    case "aws_vpc_block_public_access_options":
      return [guard(undefined, "VPCs may be reached from the internet")];
    case "aws_ssm_service_setting":
      return sharesDocuments(resource) === false ? [guard(undefined, SHARED_DOCUMENTS)] : [];
    case "aws_network_acl":
    case "aws_default_network_acl":
      return denials(resource).map((without) => ({
        ...guard(undefined, without),
        key: `${identityOf(resource)}|${without}`,
        target: resource,
      }));
    case "aws_network_acl_rule":
      return denials(resource).map((without) => guard("network_acl_id", without, "aws_network_acl"));
    default:
      return [];
  }
}

export const SHARED_DOCUMENTS = "documents may be shared with everyone";

/**
 * Whether a setting lets documents be shared publicly, as AWS does by itself; undefined where it is about something else.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/documents-ssm-sharing.html
 */
export function sharesDocuments({ values }: Resource): boolean | undefined {
  if (textOf(values["setting_id"])?.endsWith("/public-sharing-permission") !== true) return undefined;
  return !/^disabled?$/i.test(textOf(values["setting_value"]) ?? "");
}

function denials(resource: Resource): readonly string[] {
  return aclRulesOf(resource)
    .filter(({ allows }) => !allows)
    .map(({ text }) => `network ACL no longer denies ${text}`);
}
