import { UserError } from "@private-http-api/cli-kit";
import { awsFailure } from "./aws-failure";

/**
 * Checks first of all that the credentials belong to the environment's account.
 *
 * @throws UserError when they belong to another account, or are missing
 */
export async function checkAccount(environment: {
  readonly name: string;
  readonly account: string;
  readonly region: string;
}) {
  const { name, account, region } = environment;
  const { STSClient, GetCallerIdentityCommand } = await import("@aws-sdk/client-sts");
  const client = new STSClient({ region });
  const found = await client.send(new GetCallerIdentityCommand()).catch((error: unknown) => {
    throw awsFailure("credentials", error);
  });
  if (found.Account === account) return;
  throw new UserError(
    `credentials: belong to account ${found.Account ?? "unknown"}, and ${name} is account ${account}; give credentials of that account`,
  );
}
