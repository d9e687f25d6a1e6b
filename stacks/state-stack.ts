import { TerraformOutput } from "cdktf";
import type { Construct } from "constructs";
import { BaseStack, type BaseStackProps, CustomerKey, StateBucket } from "@private-http-api/http-api";

/** Settings of a {@link StateStack}. */
export interface StateStackProps extends Omit<BaseStackProps, "state"> {
  /** Bucket to create. @default none: the state is elsewhere */
  readonly bucketName?: string;
  /** Encrypt ECS Exec sessions with the customer key, if there is one. */
  readonly exec: boolean;
  readonly protect: boolean;
}

/**
 * What an environment's other stacks require: the bucket of their state, and the customer key. Its own state is a local
 * file.
 */
export class StateStack extends BaseStack {
  constructor(scope: Construct, id: string, props: StateStackProps) {
    const { keyAlias, ...base } = props;
    super(scope, id, "state", { ...base, state: { kind: "local" } });
    const key = keyAlias === undefined ? undefined : this.environmentKey(keyAlias, props);
    if (props.bucketName === undefined) return;
    const bucket = new StateBucket(this, "state", {
      bucketName: props.bucketName,
      ...(key ? { keyArn: key.keyArn } : {}),
    });
    new TerraformOutput(this, "state_bucket", { value: bucket.bucketName });
  }

  private environmentKey(name: string, { placement, exec, protect }: StateStackProps): CustomerKey {
    return new CustomerKey(this, "key", {
      name,
      description: `${this.prefix}: logs, images, alarms, state and own resources`,
      placement,
      services: ["dynamodb", "ecr", "rds", "s3", "secretsmanager", "sns", "sqs"],
      logGroupPrefixes: [`/${this.prefix}/`, `/aws/vendedlogs/${this.prefix}/`, `/aws/lambda/${this.prefix}-`],
      alarms: true,
      exec,
      protect,
    });
  }
}
