import { App } from "cdktf";
import {
  addWarnings,
  checkToolchain,
  ConfigError,
  configFileIn,
  copyProviderLocks,
  imageChoiceIn,
  loadConfig,
  PolicyError,
  recordAllocations,
  removeGoneStacks,
  synthesisFolder,
  warningsOf,
  withoutWaste,
} from "@private-http-api/http-api";
import { buildApp } from "./stacks/build-app";
import { ownResources } from "./stacks/own-resources";

try {
  checkToolchain();
  const app = new App({ stackTraces: false, outdir: synthesisFolder(process.env) });
  const file = configFileIn(process.env);
  const config = loadConfig(file, imageChoiceIn(process.env));
  withoutWaste(() => {
    buildApp(app, config, ownResources);
    addWarnings(app, file, config);
    app.synth();
  });
  copyProviderLocks(app);
  const recorded = recordAllocations(file, config);
  if (recorded !== undefined) console.error(recorded);
  // The CDKTF CLI, which sets this variable, does the same itself, and fails if a folder that it wants to remove is gone.
  if (process.env["CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS"] === undefined) {
    removeGoneStacks(app);
    for (const warning of warningsOf(app)) console.error(`warning: ${warning}`);
  }
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
