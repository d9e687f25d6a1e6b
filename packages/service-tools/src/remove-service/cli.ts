import { Command } from "commander";
import { runCommand, usageErrors } from "@private-http-api/cli-kit";
import { configFileIn } from "@private-http-api/http-api/config";
import { formatWithPrettier } from "../format";
import { removeService } from "./remove-service";

const command = new Command("npm run remove-service")
  .description("Removes a service from the config and deletes its folder.")
  .argument("<name>", "name of the service")
  .allowExcessArguments(false)
  .configureOutput(usageErrors("npm run remove-service"))
  .action(async (name: string) => {
    await runCommand(() =>
      removeService({
        project: process.cwd(),
        configFile: configFileIn(process.env),
        name,
        format: formatWithPrettier,
      }),
    );
  });

void command.parseAsync();
