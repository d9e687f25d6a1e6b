import { spawnSync } from "node:child_process";
import { parseArgs } from "node:util";

/** `npm run test:random -- --configs 1000 --seed 7`: the test of random configs, with more of them or others. */
const { values } = parseArgs({
  options: { configs: { type: "string", default: "1000" }, seed: { type: "string", default: "1" } },
});
for (const [name, text] of Object.entries(values)) {
  if (/^\d+$/.test(text)) continue;
  console.error(`npm run test:random: --${name}: got ${JSON.stringify(text)}; give a whole number`);
  process.exit(1);
}
const test = "packages/http-api/__tests__/e2e/random-config.test.ts";
const { status } = spawnSync(process.execPath, [require.resolve("jest/bin/jest"), test, "--selectProjects", "e2e"], {
  stdio: "inherit",
  env: { ...process.env, RANDOM_CONFIGS: values.configs, RANDOM_SEED: values.seed },
});
process.exitCode = status ?? 1;
