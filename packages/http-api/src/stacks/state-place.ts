import type { Construct } from "constructs";
import { TerraformData } from "../constructs/terraform-data";

/**
 * Remembers, in the state, the Region that it is of. Where a bucket's name does not change with the Region, another one in
 * the config would open the same state, find nothing of it there, and forget it: such a plan fails instead.
 */
export function guardRegion(scope: Construct, region: string): void {
  const place = new TerraformData(scope, "state-region", region);
  place.lifecycle = {
    ignoreChanges: ["input"],
    postcondition: [
      {
        condition: `\${self.output == ${JSON.stringify(region)}}`,
        errorMessage: `This state is of \${self.output}, and the config says ${region}: a deploy would forget all that runs there. Add an environment for ${region}, or destroy this one first (docs/operations.md, "Move to another Region").`,
      },
    ],
  };
}
