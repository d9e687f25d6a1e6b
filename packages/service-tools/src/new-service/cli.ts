import { Command, Option } from "commander";
import { usageError } from "@private-http-api/cli-kit";
import { configFileIn } from "@private-http-api/http-api";
import { formatWithPrettier } from "../format";
import { runCommand } from "../run-command";
import { newService } from "./new-service";
import { type Language, LANGUAGES } from "./template";

const command = new Command("npm run new-service")
  .description("Makes a service's folder and adds it to the config.")
  .argument("<name>", "name of the service; its folder is services/<name>")
  .requiredOption("--path <path>", "the service answers this path and everything below it, e.g. /api/orders")
  .addOption(new Option("--language <language>", "language of the template").choices(LANGUAGES).makeOptionMandatory())
  .allowExcessArguments(false)
  .configureOutput({
    outputError: (text, write) => {
      write(usageError("npm run new-service", text));
    },
  })
  .action(async (name: string, { path, language }: { path: string; language: Language }) => {
    await runCommand(async () => [
      ...(await newService({
        project: process.cwd(),
        configFile: configFileIn(process.env),
        name,
        path,
        language,
        format: formatWithPrettier,
      })),
      `Next: npm start, and then curl -s http://localhost:8080${path}`,
    ]);
  });

void command.parseAsync();
