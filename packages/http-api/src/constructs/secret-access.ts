import { parseArn } from "@private-http-api/terraform-json/values";
import type { PolicyStatement } from "./policy-document";

/** What an execution role needs to pass a task its secrets, and nothing more. */
export interface SecretAccess {
  /** ARN of a Secrets Manager secret or an SSM parameter, by environment variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Customer keys that they are encrypted with. */
  readonly keyArns: readonly string[];
}

/** Statements that allow reading exactly these secrets, one per kind. */
export function secretStatements({ secrets, keyArns }: SecretAccess): readonly PolicyStatement[] {
  const arns = [...new Set(Object.values(secrets))].sort();
  function statement(Sid: string, Action: string, Resource: readonly string[]): readonly PolicyStatement[] {
    return Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
  }
  return [
    ...statement("ReadSecrets", "secretsmanager:GetSecretValue", [
      ...new Set(arns.filter(isSecretsManager).flatMap(secretResources)),
    ]),
    ...statement(
      "ReadParameters",
      "ssm:GetParameters",
      arns.filter((arn) => !isSecretsManager(arn)),
    ),
    ...(arns.length === 0 ? [] : statement("DecryptSecrets", "kms:Decrypt", keyArns)),
  ];
}

/** Whether an ARN names a Secrets Manager secret, and not an SSM parameter. */
export function isSecretsManager(arn: string): boolean {
  return parseArn(arn)?.service === "secretsmanager";
}

/**
 * The secret in a policy: its ARN without the JSON key and version that ECS accepts after it. ECS also accepts an ARN
 * without the six characters that Secrets Manager adds, and IAM matches the ARN with them [aws-cdk issue 7994]. A name
 * that itself ends in six lower-case letters or digits is ambiguous, so both forms are allowed.
 */
function secretResources(arn: string): readonly string[] {
  const secret = arn.split(":").slice(0, 7).join(":");
  if (!/-[A-Za-z0-9]{6}$/.test(secret)) return [`${secret}-??????`];
  return /-[a-z0-9]{6}$/.test(secret) ? [secret, `${secret}-??????`] : [secret];
}
