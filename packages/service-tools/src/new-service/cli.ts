import { Command, Option } from "commander";
import { runCommand, usageErrors } from "@private-http-api/cli-kit";
import { configFileIn } from "@private-http-api/http-api/config";
import { formatWithPrettier } from "../format";
import { newService } from "./new-service";
import { type Language, LANGUAGES } from "./template";

interface Options {
  readonly path: string;
  readonly language: Language;
  readonly authorization?: string;
}

const command = new Command("npm run new-service")
  .description("Creates a service's folder and adds it to the config.")
  .argument("<name>", "name of the service; its folder is services/<name>")
  .requiredOption("--path <path>", "the service answers this path and everything below it, e.g. /api/orders")
  .addOption(new Option("--language <language>", "language of the template").choices(LANGUAGES).makeOptionMandatory())
  .option("--authorization <who>", 'who may call it: "none", "iam" or an authorizer (default: as the other services)')
  .allowExcessArguments(false)
  .configureOutput(usageErrors("npm run new-service"))
  .action(async (name: string, { path, language, authorization }: Options) => {
    await runCommand(async () => [
      ...(await newService({
        project: process.cwd(),
        configFile: configFileIn(process.env),
        name,
        path,
        language,
        ...(authorization === undefined ? {} : { authorization: authorizationFrom(authorization) }),
        format: formatWithPrettier,
      })),
      `Next: npm start, and then curl -s http://localhost:8080${path}`,
    ]);
  });

void command.parseAsync();

function authorizationFrom(text: string): string | { readonly authorizer: string } {
  return text === "none" || text === "iam" ? text : { authorizer: text };
}
