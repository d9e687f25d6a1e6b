/** The config without the constructs: for callers that synthesize nothing; it loads in a third of the time. */
export { type Config, type Environment } from "./config/config";
export { ConfigError } from "./config/config-error";
export { configFileIn, loadConfig, readConfig } from "./config/load-config";
export { formatPath, formatProblem } from "./config/problem";
export { type LedgerRow, nearLimits, quotaLedger } from "./config/quotas/ledger";
export { resolveConfig } from "./config/resolve-config";
export { type TrafficConfig, trafficSchema } from "./config/schema/traffic-schema";
