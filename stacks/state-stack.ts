import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { StateBucket } from "../constructs/state-bucket";
import { BaseStack, type BaseStackProps } from "./base-stack";

/** Settings of a {@link StateStack}. */
export interface StateStackProps extends Omit<BaseStackProps, "state"> {
  readonly bucketName: string;
  readonly protect: boolean;
}

/** The bucket that the state of an environment's other stacks lives in; its own state is a local file. */
export class StateStack extends BaseStack {
  constructor(scope: Construct, id: string, props: StateStackProps) {
    super(scope, id, "state", { ...props, state: { kind: "local" } });
    const bucket = new StateBucket(this, "state", { bucketName: props.bucketName, protect: props.protect });
    new TerraformOutput(this, "state_bucket", { value: bucket.bucketName });
  }
}
