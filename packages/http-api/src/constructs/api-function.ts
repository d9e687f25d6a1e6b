import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { hashFolder } from "./build-context-hash";
import { policyDocument } from "./policy-document";
import { serviceRole } from "./service-role";

/** Settings of an {@link ApiFunction}. */
export interface ApiFunctionProps {
  readonly functionName: string;
  /** Folder that is packaged as it is. */
  readonly source: string;
  /** `<file>.<export>`. */
  readonly handler: string;
  readonly runtime: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  readonly logRetentionDays: number;
  /** Customer key of the log group. @default AWS's own */
  readonly keyArn?: string;
}

/** A Lambda function that is packaged here, with a log group and a role that may only write to it. */
export class ApiFunction extends Construct {
  readonly functionName: string;
  readonly invokeArn: string;

  constructor(scope: Construct, id: string, props: ApiFunctionProps) {
    super(scope, id);
    const code = new TerraformAsset(this, "code", {
      path: props.source,
      type: AssetType.ARCHIVE,
      // CDKTF's own hash ignores the files' names.
      assetHash: hashFolder(props.source),
    });
    const logs = new CloudwatchLogGroup(this, "Logs", {
      name: `/aws/lambda/${props.functionName}`,
      retentionInDays: props.logRetentionDays,
      ...(props.keyArn === undefined ? {} : { kmsKeyId: props.keyArn }),
    });
    const role = serviceRole(this, "role", {
      name: props.functionName,
      description: `${props.functionName}: writes its logs`,
      service: "lambda",
    });
    const policy = new IamRolePolicy(this, "policy", {
      role: role.id,
      namePrefix: "write-logs-",
      policy: policyDocument({
        Sid: "WriteLogs",
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logs.arn}:*`,
      }),
    });
    const made = new LambdaFunction(this, "Resource", {
      functionName: props.functionName,
      role: role.arn,
      filename: code.path,
      sourceCodeHash: code.assetHash,
      handler: props.handler,
      runtime: props.runtime,
      memorySize: props.memoryMiB,
      timeout: props.timeoutSeconds,
      ...(Object.keys(props.environment).length === 0 ? {} : { environment: { variables: { ...props.environment } } }),
      dependsOn: [logs, policy],
    });
    this.functionName = made.functionName;
    this.invokeArn = made.invokeArn;
  }
}
