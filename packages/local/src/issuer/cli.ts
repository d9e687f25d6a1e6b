#!/usr/bin/env node
import { Command, Option } from "commander";
import { usageErrors, UserError } from "@private-http-api/cli-kit";
import { pagePortOption } from "../options";
import { ISSUER_PATH } from "./issuer-routes";

interface TokenOptions {
  readonly pagePort: number;
  readonly rotate: boolean;
  readonly [name: string]: string | readonly string[] | number | boolean | undefined;
}

/** Names of the issuer's parameters, by the option that sets them. */
const parameters = {
  scope: "scope",
  audience: "audience",
  subject: "subject",
  authorizer: "authorizer",
  expiresIn: "expires-in",
  claim: "claim",
} as const;

function readOptions(argv: readonly string[]): TokenOptions {
  const command = new Command("npm run token --")
    .description("Prints a token from the issuer of a local run that was started with --issuer.")
    .addOption(pagePortOption())
    .option("--scope <scope...>", "scopes of the token")
    .option("--audience <audience>", "its audience (default: the first that the authorizer accepts)")
    .option("--subject <subject>", "its sub (default: local-user)")
    .option("--claim <name=value...>", "further claims; values may be JSON")
    .option("--authorizer <name>", "its authorizer, where there are several")
    .addOption(new Option("--expires-in <seconds>", "its lifetime; negative: it has expired (default: 3600)"))
    .option("--rotate", "make the issuer sign with another key, and print no token", false)
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run token"));
  command.parse([...argv], { from: "user" });
  return command.opts<TokenOptions>();
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const query = new URLSearchParams();
  for (const [option, name] of Object.entries(parameters))
    for (const value of [options[option] ?? []].flat()) query.append(name, String(value));
  const page = `http://localhost:${options.pagePort}`;
  const action = options.rotate ? "/rotate" : `/token?${query.toString()}`;
  const answer = await fetch(page + ISSUER_PATH + action, { method: "POST" }).catch(() => undefined);
  if (answer === undefined)
    throw new UserError(`No run answers at ${page}: start one with npm start -- --issuer, or give its --page-port.`);
  const text = (await answer.text()).trim();
  if (!answer.ok) throw new UserError(text);
  console.log(text);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
