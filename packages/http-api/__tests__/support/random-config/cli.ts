import { spawnSync } from "node:child_process";
import { Command, InvalidArgumentError } from "commander";
import { usageErrors } from "@private-http-api/cli-kit";

const { configs, seed } = new Command("npm run test:random --")
  .description("The test of random configs, with more of them or others than CI's.")
  .option("--configs <count>", "how many configs", wholeNumber, 1000)
  .option("--seed <number>", "where the generator starts", wholeNumber, 1)
  .allowExcessArguments(false)
  .configureOutput(usageErrors("npm run test:random"))
  .parse()
  .opts<{ readonly configs: number; readonly seed: number }>();
const test = "packages/http-api/__tests__/e2e/random-config.test.ts";
const { status } = spawnSync(process.execPath, [require.resolve("jest/bin/jest"), test, "--selectProjects", "e2e"], {
  stdio: "inherit",
  env: { ...process.env, RANDOM_CONFIGS: String(configs), RANDOM_SEED: String(seed) },
});
process.exitCode = status ?? 1;

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("give a whole number");
  return Number(text);
}
