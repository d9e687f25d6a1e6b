import { App } from "cdktf";
import {
  checkToolchain,
  ConfigError,
  configFileIn,
  configWarnings,
  copyProviderLocks,
  formatProblem,
  loadConfig,
  PolicyError,
  recordAllocations,
} from "@private-http-api/http-api";
import { buildApp } from "./stacks/build-app";
import { ownResources } from "./stacks/own-resources";

// CDKTF takes a stack trace for every token and shows none of them: mapped to the sources, they cost a fifth of the time.
process.setSourceMapsEnabled(false);
try {
  checkToolchain();
  const app = new App({ stackTraces: false });
  const file = configFileIn(process.env);
  const config = loadConfig(file);
  const policy = buildApp(app, config, ownResources);
  app.synth();
  copyProviderLocks(app);
  const recorded = recordAllocations(file, config);
  if (recorded !== undefined) console.error(recorded);
  for (const line of policy.excused) console.log(line);
  for (const warning of configWarnings(config)) console.error(`${file}: warning: ${formatProblem(warning)}`);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PolicyError)) {
    process.setSourceMapsEnabled(true);
    throw error;
  }
  console.error(error.message);
  process.exitCode = 1;
}
