import type { PolicyStatement } from "./policy-document";

/** What an execution role needs to hand a task its secrets, and nothing beyond them. */
export interface SecretAccess {
  /** ARN of a Secrets Manager secret or an SSM parameter, by environment variable. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Customer keys that they are encrypted with. */
  readonly keyArns: readonly string[];
}

/** Statements that let exactly these secrets be read, for as many kinds as there are. */
export function secretStatements({ secrets, keyArns }: SecretAccess): readonly PolicyStatement[] {
  const arns = [...new Set(Object.values(secrets))].sort();
  const statement = (Sid: string, Action: string, Resource: readonly string[]): readonly PolicyStatement[] =>
    Resource.length === 0 ? [] : [{ Sid, Effect: "Allow", Action, Resource }];
  return [
    ...statement("ReadSecrets", "secretsmanager:GetSecretValue", [
      ...new Set(arns.filter(isSecretsManager).map(secretItself)),
    ]),
    ...statement(
      "ReadParameters",
      "ssm:GetParameters",
      arns.filter((arn) => !isSecretsManager(arn)),
    ),
    ...(arns.length === 0 ? [] : statement("DecryptSecrets", "kms:Decrypt", keyArns)),
  ];
}

/** Whether an ARN names a Secrets Manager secret; an SSM parameter's otherwise. */
export function isSecretsManager(arn: string): boolean {
  return arn.split(":")[2] === "secretsmanager";
}

/** The ARN without the JSON key and the version that ECS takes behind it. */
function secretItself(arn: string): string {
  return arn.split(":").slice(0, 7).join(":");
}
