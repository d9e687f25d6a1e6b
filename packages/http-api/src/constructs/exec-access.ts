import type { PolicyStatement } from "./policy-document";

/** Where ECS Exec of a cluster writes what is typed and shown. */
export interface ExecLogging {
  readonly logGroupName: string;
  readonly logGroupArn: string;
  /** Customer key that encrypts the session besides TLS. @default TLS only */
  readonly keyArn?: string;
}

/** What a task role needs so that operators can open a shell in the task [Amazon ECS Developer Guide, ECS Exec]. */
export function execStatements({ logGroupArn, keyArn }: ExecLogging): readonly PolicyStatement[] {
  return [
    {
      Sid: "OpenShell",
      Effect: "Allow",
      // These actions know no resource [Service Authorization Reference, Amazon Message Gateway Service].
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
