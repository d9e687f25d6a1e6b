import { nameOf } from "../../aws/aws-failure";
import { fail, type Finding, ok } from "../finding";
import type { Check } from "../target";

const MISSING = ["ResourceNotFoundException", "ParameterNotFound"];

/** Whether the secrets and parameters that tasks need exist. Their values are not read. */
export const secrets: Check = {
  what: "secrets and parameters",
  run: async ({ environment }) => {
    const arns = new Set(environment.services.flatMap((service) => Object.values(service.secrets)));
    return Promise.all([...arns].sort().map(secretOf));
  },
};

async function secretOf(arn: string): Promise<Finding> {
  const [, , service, region = ""] = arn.split(":");
  const isSecret = service === "secretsmanager";
  const what = `${isSecret ? "secret" : "parameter"} ${arn}`;
  try {
    if (!isSecret) {
      await readParameter(arn, region);
      return ok(what, "there");
    }
    if ((await deletionOf(arn, region)) === undefined) return ok(what, "there");
    return fail(what, `is being deleted; restore it: aws secretsmanager restore-secret --secret-id ${secretArn(arn)}`);
  } catch (error) {
    if (!MISSING.includes(nameOf(error))) throw error;
    return fail(what, "does not exist; create it, or correct the ARN: tasks that need it do not start");
  }
}

/** The ARN without the JSON key, stage and id that ECS accepts after it. */
function secretArn(arn: string): string {
  return arn.split(":").slice(0, 7).join(":");
}

/** When deletion was requested; `undefined` if it is not being deleted. */
async function deletionOf(arn: string, region: string): Promise<Date | undefined> {
  const { SecretsManagerClient, DescribeSecretCommand } = await import("@aws-sdk/client-secrets-manager");
  const client = new SecretsManagerClient({ region });
  return (await client.send(new DescribeSecretCommand({ SecretId: secretArn(arn) }))).DeletedDate;
}

async function readParameter(arn: string, region: string): Promise<void> {
  const { SSMClient, GetParameterCommand } = await import("@aws-sdk/client-ssm");
  const name = arn.slice(arn.indexOf(":parameter") + ":parameter".length);
  const client = new SSMClient({ region });
  // Undecrypted: the value is not needed here.
  await client.send(new GetParameterCommand({ Name: nameOfParameter(name), WithDecryption: false }));
}

/** `…:parameter/shop/db` is `/shop/db`; `…:parameter/db` may be `db` or `/db`, and is looked up as `db`. */
function nameOfParameter(path: string): string {
  return path.split("/").length > 2 ? path : path.slice(1);
}
