import type { ConfigInput } from "./schema/config-schema";

/** Gives a config file its types: `export default defineConfig({ … })`. */
export function defineConfig(config: ConfigInput): ConfigInput {
  return config;
}
