import { App } from "cdktf";
import { ConfigError } from "./config/config-error";
import { loadConfig } from "./config/load-config";
import { buildApp } from "./stacks/build-app";

try {
  const app = new App({ stackTraces: false });
  buildApp(app, loadConfig(process.env.HTTP_API_CONFIG));
  app.synth();
} catch (error) {
  if (!(error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
