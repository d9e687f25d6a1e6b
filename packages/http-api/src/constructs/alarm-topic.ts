import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { createHash } from "node:crypto";
import { arn, type Placement } from "./arn";
import { CustomerKey } from "./customer-key";
import { policyDocument } from "./policy-document";

/** Settings of an {@link AlarmTopic}. */
export interface AlarmTopicProps {
  /** Prefix of physical names, `<application>-<environment>`. */
  readonly prefix: string;
  readonly placement: Placement;
  readonly email: readonly string[];
  /** The environment's customer key. @default a key of the topic's own: CloudWatch cannot publish with AWS's key */
  readonly keyArn?: string;
}

/** The topic of an environment's alarms, and its subscribers. */
export class AlarmTopic extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, { prefix, placement, email, keyArn }: AlarmTopicProps) {
    super(scope, id);
    const topic = new SnsTopic(this, "Resource", {
      name: `${prefix}-alarms`,
      displayName: `${prefix} alarms`,
      kmsMasterKeyId: keyArn ?? this.ownKey(prefix, placement),
    });
    this.topicArn = topic.arn;
    new SnsTopicPolicy(this, "policy", {
      arn: topic.arn,
      policy: policyDocument({
        Sid: "PublishAlarms",
        Effect: "Allow",
        Principal: { Service: "cloudwatch.amazonaws.com" },
        Action: "sns:Publish",
        Resource: topic.arn,
        Condition: {
          StringEquals: { "aws:SourceAccount": placement.account },
          ArnLike: { "aws:SourceArn": arn("cloudwatch", `alarm:${prefix}/*`, placement) },
        },
      }),
    });
    for (const endpoint of new Set(email)) {
      new SnsTopicSubscription(this, subscriptionId(endpoint), { topicArn: topic.arn, protocol: "email", endpoint });
    }
  }

  private ownKey(prefix: string, placement: Placement): string {
    return new CustomerKey(this, "key", {
      name: `${prefix}-alarms`,
      description: `${prefix}: messages of the alarm topic`,
      placement,
      services: ["sns"],
      alarms: true,
      protect: false,
    }).keyArn;
  }
}

/** Addresses that differ in the id below too: no two of them become the same. */
const PLAIN = /^[a-z0-9]+(?:\.[a-z0-9]+)*@[a-z0-9]+\.[a-z]+$/;

/** An address as a construct id, which does not depend on the other addresses or their order. */
function subscriptionId(address: string): string {
  const readable = `to-${address.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}`;
  if (PLAIN.test(address)) return readable;
  return `${readable}_${createHash("sha256").update(address).digest("hex").slice(0, 8)}`;
}
