/** What other programs' settings have in common with the config; it loads without the config's schema and checks. */
export { formatPath } from "./config/problem";
export { type TrafficConfig, trafficSchema } from "./config/schema/traffic-schema";
