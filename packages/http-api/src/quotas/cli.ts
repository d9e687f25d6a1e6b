import { Command } from "commander";
import { usageErrors } from "@private-http-api/cli-kit";
import { ConfigError } from "../config/config-error";
import { configFileIn, loadConfig } from "../config/load-config";
import { quotaLedger } from "../config/quotas/ledger";
import { quotaTable } from "./quota-table";

function main(): void {
  const command = new Command("npm run quotas --")
    .description("Shows what an environment uses of each quota of AWS.")
    .argument("<environment>", "one of the config's")
    .option("--json", "the rows as JSON")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run quotas"))
    .parse();
  const [name = ""] = command.args;
  const { environments } = loadConfig(configFileIn(process.env));
  const environment = environments.find((each) => each.name === name);
  if (!environment) {
    const names = environments.map((each) => each.name).join(", ");
    console.error(`npm run quotas: no environment ${JSON.stringify(name)}; give one of ${names}`);
    process.exitCode = 1;
    return;
  }
  const rows = quotaLedger(environment);
  console.log(command.opts<{ json?: boolean }>().json === true ? JSON.stringify(rows, null, 2) : quotaTable(rows));
}

try {
  main();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
