import { TerraformResource } from "cdktf";
import type { Construct } from "constructs";

/**
 * `terraform_data`: a value in the state. CDKTF's own class for it, `DataResource`, runs `terraform version` in every
 * synthesis, which takes 0.2 s and fails where Terraform is not installed; the stacks' `required_version` is enough.
 */
export class TerraformData extends TerraformResource {
  /** @param input the value, which may contain tokens */
  constructor(
    scope: Construct,
    id: string,
    private readonly input: unknown,
  ) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
  }

  protected override synthesizeAttributes(): { [name: string]: unknown } {
    return { input: this.input };
  }
}
