import type { TerraformStack } from "cdktf";
import { AWS_PROVIDER_VERSIONS, compareVersions } from "../aws/provider-versions";

/** S3 state locking without DynamoDB is generally available from 1.11 (Terraform's changelog). */
const TERRAFORM = ">= 1.11.0";

/**
 * Requires a range of versions, where CDKTF would write the one version that the bindings were generated from. Its lower
 * end rises with what the stack uses: see {@link ProviderVersions.requireAws}.
 */
export class ProviderVersions {
  private awsFrom: string = AWS_PROVIDER_VERSIONS.from;

  constructor(private readonly stack: TerraformStack) {
    stack.addOverride("terraform.required_version", TERRAFORM);
    this.write();
  }

  /** Raises the lowest AWS provider version of the stack, for features of newer ones. @param version e.g. `6.4.0` */
  requireAws(version: string): void {
    if (compareVersions(version, this.awsFrom) <= 0) return;
    this.awsFrom = version;
    this.write();
  }

  private write(): void {
    const range = `>= ${this.awsFrom}, < ${AWS_PROVIDER_VERSIONS.before}`;
    this.stack.addOverride("terraform.required_providers.aws.version", range);
  }
}
