/** A partition of AWS: a group of Regions with its own accounts and domain names. */
export interface Partition {
  /** As written in ARNs. */
  readonly id: string;
  /** What host names of AWS's services end in; reversed, what names of some VPC endpoint services begin with. */
  readonly dnsSuffix: string;
  readonly regions: readonly string[];
}

/**
 * Partitions and their Regions [AWS General Reference, "AWS Regions"; botocore's partitions.json; the partitions that the
 * Terraform AWS provider knows].
 */
const PARTITIONS: readonly Partition[] = [
  {
    id: "aws",
    dnsSuffix: "amazonaws.com",
    regions: [
      "af-south-1",
      "ap-east-1",
      "ap-east-2",
      "ap-northeast-1",
      "ap-northeast-2",
      "ap-northeast-3",
      "ap-south-1",
      "ap-south-2",
      "ap-southeast-1",
      "ap-southeast-2",
      "ap-southeast-3",
      "ap-southeast-4",
      "ap-southeast-5",
      "ap-southeast-6",
      "ap-southeast-7",
      "ca-central-1",
      "ca-west-1",
      "eu-central-1",
      "eu-central-2",
      "eu-north-1",
      "eu-south-1",
      "eu-south-2",
      "eu-west-1",
      "eu-west-2",
      "eu-west-3",
      "il-central-1",
      "me-central-1",
      "me-south-1",
      "mx-central-1",
      "sa-east-1",
      "us-east-1",
      "us-east-2",
      "us-west-1",
      "us-west-2",
    ],
  },
  { id: "aws-cn", dnsSuffix: "amazonaws.com.cn", regions: ["cn-north-1", "cn-northwest-1"] },
  { id: "aws-us-gov", dnsSuffix: "amazonaws.com", regions: ["us-gov-east-1", "us-gov-west-1"] },
  { id: "aws-iso", dnsSuffix: "c2s.ic.gov", regions: ["us-iso-east-1", "us-iso-west-1"] },
  { id: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov", regions: ["us-isob-east-1", "us-isob-west-1"] },
  { id: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk", regions: ["eu-isoe-west-1"] },
  { id: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov", regions: ["us-isof-east-1", "us-isof-south-1"] },
  { id: "aws-eusc", dnsSuffix: "amazonaws.eu", regions: ["eusc-de-east-1"] },
];

/** Every Region of every partition. */
export const REGIONS: readonly string[] = PARTITIONS.flatMap(({ regions }) => regions);

/** Regions that the S3 backend of Terraform 1.11.4 refuses unless its check is turned off (tried with `terraform init`). */
const UNKNOWN_TO_THE_BACKEND = ["ap-east-2", "ap-southeast-6", "eusc-de-east-1", "us-isob-west-1"];
/** Regions that AWS provider 5.100.0 refuses unless its check is turned off (tried with `terraform plan`). */
const UNKNOWN_TO_THE_PROVIDER = ["ap-southeast-6", "us-isob-west-1"];

/** Whether Terraform's S3 backend must skip its check of the Region. */
export function isUnknownToBackend(region: string): boolean {
  return UNKNOWN_TO_THE_BACKEND.includes(region);
}

/** Whether the AWS provider must skip its check of the Region. */
export function isUnknownToProvider(region: string): boolean {
  return UNKNOWN_TO_THE_PROVIDER.includes(region);
}

/**
 * The partition that a Region belongs to.
 *
 * @throws RangeError when AWS has no such Region
 */
export function partitionOf(region: string): Partition {
  const partition = PARTITIONS.find(({ regions }) => regions.includes(region));
  if (!partition) throw new RangeError(`AWS has no Region ${region}`);
  return partition;
}
