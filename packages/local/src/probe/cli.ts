import { Command } from "commander";
import { outputFile, runCommand, usageErrors } from "@private-http-api/cli-kit";
import { probe } from "./probe";

interface Options {
  readonly local: string;
  readonly record?: string;
}

async function main(): Promise<readonly string[]> {
  const command = new Command("npm run probe --")
    .description(
      "Sends a fixed list of requests to a deployed probe service and to the local run; prints the differences.",
    )
    .argument("<deployed>", "URL of the probe service on AWS, or a file of recorded answers")
    .option("--local <url>", "URL of the probe service in the local run", "http://localhost:8080/probe")
    .option("--record <file>", "write the deployed service's answers, for later comparisons without AWS")
    .allowExcessArguments(false)
    .configureOutput(usageErrors("npm run probe"))
    .parse();
  const { local, record } = command.opts<Options>();
  if (record !== undefined) outputFile("--record", record);
  const { cases, differences } = await probe({ deployed: command.args[0] ?? "", local, record });
  if (differences.length > 0) process.exitCode = 2;
  return [...differences, `${cases} requests, ${differences.length} differences.`];
}

void runCommand(main);
