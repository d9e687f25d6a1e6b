import { Command } from "commander";
import { runCommand, usageErrors } from "@private-http-api/cli-kit";
import { environmentNamed, readConfigFile } from "../command-config";
import { configFileIn } from "../config/load-config";
import { quotaLedger } from "../config/quotas/ledger";
import { quotaTable } from "./quota-table";

function main(): readonly string[] {
  const command = new Command("npm run quotas --")
    .description("Shows how much of each AWS quota an environment uses.")
    .argument("<environment>", "an environment of the config")
    .option("--json", "print the rows as JSON")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run quotas"))
    .parse();
  const [name = ""] = command.args;
  const config = readConfigFile(configFileIn(process.env));
  const rows = quotaLedger(environmentNamed(config, name, "npm run quotas"), config.environments);
  return [command.opts<{ json?: boolean }>().json === true ? JSON.stringify(rows, null, 2) : quotaTable(rows)];
}

void runCommand(() => Promise.resolve().then(main));
