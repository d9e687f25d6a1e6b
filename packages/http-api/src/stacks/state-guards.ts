import type { Construct } from "constructs";
import { TerraformData } from "../constructs/terraform-data";

/**
 * Records, in the state, its Region. Where a bucket's name does not contain the Region, a config with another Region would
 * open the same state, find none of its resources there, and forget them: such a plan fails instead.
 */
export function guardRegion(scope: Construct, region: string): void {
  guard(
    scope,
    "state-region",
    region,
    `This state belongs to \${self.output}, and the config says ${region}: a deploy would lose track of everything in \${self.output}. Add an environment for ${region}, or destroy this one first (docs/operations.md, "Move to another Region").`,
  );
}

/** Records, in the state of a consumer, the account and the Region of its resources, for the same reason. */
export function guardTarget(scope: Construct, stack: string, { account, region }: { account: string; region: string }) {
  const place = `${account}, ${region}`;
  guard(
    scope,
    "state-target",
    place,
    `The resources of this consumer are in \${self.output}, and the config says ${place}: a deploy would lose track of them, and they would stay there. Put the old account and Region back, run npx cdktf destroy ${stack}, and change them then; or add another consumer.`,
  );
}

function guard(scope: Construct, id: string, value: string, errorMessage: string): void {
  new TerraformData(scope, id, value).lifecycle = {
    ignoreChanges: ["input"],
    postcondition: [{ condition: `\${self.output == ${JSON.stringify(value)}}`, errorMessage }],
  };
}
