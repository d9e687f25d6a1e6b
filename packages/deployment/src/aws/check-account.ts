import { UserError } from "@private-http-api/cli-kit";
import { awsFailure } from "./aws-failure";

/**
 * Whose credentials these are is asked before anything else.
 *
 * @throws UserError where they are of another account than the environment's, or of none
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
    `credentials: are of account ${found.Account ?? "unknown"}, and ${name} is account ${account}; give credentials of that account`,
  );
}
