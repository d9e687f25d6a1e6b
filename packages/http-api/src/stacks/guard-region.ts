import type { Construct } from "constructs";
import { TerraformData } from "../constructs/terraform-data";

/**
 * Records, in the state, its Region. Where a bucket's name does not contain the Region, a config with another Region would
 * open the same state, find none of its resources there, and forget them: such a plan fails instead.
 */
export function guardRegion(scope: Construct, region: string): void {
  const place = new TerraformData(scope, "state-region", region);
  place.lifecycle = {
    ignoreChanges: ["input"],
    postcondition: [
      {
        condition: `\${self.output == ${JSON.stringify(region)}}`,
        errorMessage: `This state belongs to \${self.output}, and the config says ${region}: a deploy would lose track of everything in \${self.output}. Add an environment for ${region}, or destroy this one first (docs/operations.md, "Move to another Region").`,
      },
    ],
  };
}
