import type { PolicyStatement } from "../policy-document";
import { type AccessScope, s3Arn } from "./scope";

/** AWS services that tasks and functions of the framework use: images, logs, secrets, traces, shells, and what `uses` names. */
const SERVICES = ["dynamodb", "ecr", "kms", "logs", "s3", "secretsmanager", "sns", "sqs", "ssm", "ssmmessages", "xray"];

/**
 * The most that the environment's roles can be allowed. It grants nothing: a role may do what both its policies and this allow.
 *
 * @param taskServices services that the config's task policies name
 */
export function boundaryStatements(scope: AccessScope, taskServices: readonly string[]): readonly PolicyStatement[] {
  const services = [...new Set([...SERVICES, ...scope.ownServices, ...taskServices])].sort();
  const { stateBucket } = scope;
  return [
    { Sid: "Use", Effect: "Allow", Action: services.map((service) => `${service}:*`), Resource: "*" },
    ...(stateBucket === undefined
      ? []
      : [
          {
            Sid: "LeaveStates",
            Effect: "Deny",
            Action: "s3:*",
            Resource: [s3Arn(scope, stateBucket), s3Arn(scope, `${stateBucket}/*`)],
          } as const,
        ]),
  ];
}
