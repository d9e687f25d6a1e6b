import type { PolicyStatement } from "./policy-document";

/** Where a cluster's ECS Exec writes the sessions' input and output. */
export interface ExecLogging {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  /** Customer key that encrypts the session in addition to TLS. @default TLS only */
  readonly keyArn?: string;
}

/** What a task role needs so that operators can open a shell in the task [Amazon ECS Developer Guide, ECS Exec]. */
export function execStatements({ logGroupArn, keyArn }: ExecLogging): readonly PolicyStatement[] {
  return [
    {
      Sid: "OpenShell",
      Effect: "Allow",
      // These actions do not support resources [Service Authorization Reference, Amazon Message Gateway Service].
      Action: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      Resource: "*",
    },
    { Sid: "FindSessionLog", Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
    {
      Sid: "WriteSessionLog",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: `${logGroupArn}:*`,
    },
    ...(keyArn === undefined
      ? []
      : [{ Sid: "DecryptSession", Effect: "Allow", Action: "kms:Decrypt", Resource: keyArn } as const]),
  ];
}
