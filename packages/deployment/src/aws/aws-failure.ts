import { messageOf, UserError } from "@private-http-api/cli-kit";

/** The line for an AWS call that failed because of credentials, permissions or the network. */
export function awsFailure(what: string, error: unknown): UserError {
  return new UserError(`${what}: ${messageOf(error)}; ${adviceFor(nameOf(error))}`);
}

/** The code of an AWS error, such as `RepositoryNotFoundException`. */
export function nameOf(error: unknown): string {
  return typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
}

function adviceFor(name: string): string {
  if (/credential|token|signature/i.test(name)) return "give valid credentials, as for `cdktf deploy`";
  if (/access|denied|unauthori[sz]ed/i.test(name)) return "give credentials that may make this call";
  return "run this again where AWS can be reached";
}
