import { trafficSchema, type TrafficConfig } from "@private-http-api/http-api/config-parts";

/** What an estimate assumes of an environment's traffic per month: its `traffic` in the config, or the defaults. */
export const assumptionsSchema = trafficSchema;

export type Assumptions = TrafficConfig;

export const DEFAULT_ASSUMPTIONS: Assumptions = assumptionsSchema.parse({});
