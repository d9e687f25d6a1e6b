import { App } from "cdktf";
import {
  checkToolchain,
  ConfigError,
  configFileIn,
  configWarnings,
  copyProviderLocks,
  formatProblem,
  imageChoiceIn,
  imageFileOf,
  loadConfig,
  PolicyError,
  recordAllocations,
  unrecordedImages,
  withoutTokenTraces,
} from "@private-http-api/http-api";
import { buildApp } from "./stacks/build-app";
import { ownResources } from "./stacks/own-resources";

try {
  checkToolchain();
  const app = new App({ stackTraces: false });
  const file = configFileIn(process.env);
  const config = loadConfig(file, imageChoiceIn(process.env));
  const policy = withoutTokenTraces(() => {
    const built = buildApp(app, config, ownResources);
    app.synth();
    return built;
  });
  copyProviderLocks(app);
  const recorded = recordAllocations(file, config);
  if (recorded !== undefined) console.error(recorded);
  for (const line of unrecordedImages(config)) console.error(`${imageFileOf(file)}: ${line}`);
  for (const line of policy.excused) console.log(line);
  for (const warning of configWarnings(config)) console.error(`${file}: warning: ${formatProblem(warning)}`);
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof PolicyError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
