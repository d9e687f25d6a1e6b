import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { logsPrincipal, viaService } from "../aws/service-names";
import { arn, partition, type Placement } from "./arn";
import { policyDocument, type PolicyStatement } from "./policy-document";

/** Settings of a {@link CustomerKey}. */
export interface CustomerKeyProps {
  /** Name of the alias, without `alias/`. */
  readonly name: string;
  readonly description: string;
  readonly placement: Placement;
  /** Services through which principals of the account use the key, as named in endpoints, e.g. `s3`. */
  readonly services: readonly string[];
  /** Name prefixes of the log groups that CloudWatch Logs encrypts. @default none */
  readonly logGroupPrefixes?: readonly string[];
  /** Alarms are published to topics that the key encrypts. @default false */
  readonly alarms?: boolean;
  /** Shells in tasks (ECS Exec) are encrypted with it. @default false */
  readonly exec?: boolean;
  /** Refuse to destroy the key: what it encrypted is lost with it. */
  readonly protect: boolean;
}

/** Management of the key, but not its use. */
const ADMINISTRATION = [
  "kms:CancelKeyDeletion",
  "kms:CreateAlias",
  "kms:DeleteAlias",
  "kms:Describe*",
  "kms:DisableKey*",
  "kms:EnableKey*",
  "kms:Get*",
  "kms:List*",
  "kms:Put*",
  "kms:RevokeGrant",
  "kms:ScheduleKeyDeletion",
  "kms:TagResource",
  "kms:UntagResource",
  "kms:Update*",
];
const USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/** A customer-managed key that rotates every year, for the services of one environment only. */
export class CustomerKey extends Construct {
  readonly keyArn: string;

  constructor(scope: Construct, id: string, props: CustomerKeyProps) {
    super(scope, id);
    const key = new KmsKey(this, "Resource", {
      description: props.description,
      enableKeyRotation: true,
      // AWS's longest: time to notice that something still needs it.
      deletionWindowInDays: 30,
      policy: policyDocument(...keyStatements(props)),
      lifecycle: { preventDestroy: props.protect },
    });
    this.keyArn = key.arn;
    new KmsAlias(this, "alias", { name: `alias/${props.name}`, targetKeyId: key.keyId });
  }
}

/** Statements of the key's policy; in it, the resource `*` is the key. */
function keyStatements(props: CustomerKeyProps): readonly PolicyStatement[] {
  const { placement, services, logGroupPrefixes = [], alarms = false, exec = false } = props;
  const { account, region } = placement;
  const Principal = { AWS: `arn:${partition(region)}:iam::${account}:root` };
  const sameAccount = { "aws:SourceAccount": account };
  return [
    { Sid: "Administer", Effect: "Allow", Principal, Action: ADMINISTRATION, Resource: "*" },
    {
      Sid: "UseThroughServices",
      Effect: "Allow",
      Principal,
      Action: USE,
      Resource: "*",
      Condition: { StringEquals: { "kms:ViaService": services.map((name) => viaService(name, region)) } },
    },
    {
      Sid: "GrantToServices",
      Effect: "Allow",
      Principal,
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: {
        Bool: { "kms:GrantIsForAWSResource": "true" },
        StringEquals: { "kms:ViaService": services.map((name) => viaService(name, region)) },
      },
    },
    ...(logGroupPrefixes.length === 0
      ? []
      : [
          {
            Sid: "EncryptLogs",
            Effect: "Allow",
            Principal: { Service: logsPrincipal(region) },
            Action: USE,
            Resource: "*",
            Condition: {
              ArnLike: {
                "kms:EncryptionContext:aws:logs:arn": logGroupPrefixes.map((prefix) =>
                  arn("logs", `log-group:${prefix}*`, placement),
                ),
              },
            },
          } as const,
        ]),
    ...(alarms
      ? [
          {
            Sid: "PublishAlarms",
            Effect: "Allow",
            Principal: { Service: "cloudwatch.amazonaws.com" },
            Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
            Resource: "*",
            Condition: { StringEquals: sameAccount },
          } as const,
        ]
      : []),
    ...(exec
      ? [
          {
            Sid: "EncryptShells",
            Effect: "Allow",
            Principal,
            Action: ["kms:Decrypt", "kms:GenerateDataKey"],
            Resource: "*",
            // Session Manager's own context: the permission is useless for anything else.
            Condition: { Null: { "kms:EncryptionContext:aws:ssm:SessionId": "false" } },
          } as const,
        ]
      : []),
  ];
}
