import type { RestApiProps } from "../constructs/rest-api";
import type { RestApiStageProps } from "../constructs/rest-api-stage";
import type { BaseStackProps } from "./base-stack";
import type { HttpApiStackProps } from "./http-api-stack-props";

/** Settings of a RestApiStack. */
export interface RestApiStackProps extends BaseStackProps, Pick<HttpApiStackProps, "paths" | "alarms" | "dashboard"> {
  readonly api: Omit<RestApiProps, "name" | "placement">;
  readonly stage: Omit<RestApiStageProps, "api">;
}
