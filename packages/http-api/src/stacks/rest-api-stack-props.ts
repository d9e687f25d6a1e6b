import type { RestApiProps } from "../constructs/rest-api";
import type { RestApiStageProps } from "../constructs/rest-api-stage";
import type { BaseStackProps } from "./base-stack";
import type { LambdaAuthorizerProps } from "../constructs/http-api";
import type { HttpApiStackProps } from "./http-api-stack-props";

/** Settings of a RestApiStack. */
export interface RestApiStackProps
  extends BaseStackProps, Pick<HttpApiStackProps, "paths" | "functions" | "logRetentionDays" | "alarms" | "dashboard"> {
  readonly api: Omit<RestApiProps, "name" | "placement">;
  readonly authorizers: Readonly<Record<string, Omit<LambdaAuthorizerProps, "invokeArn">>>;
  readonly stage: Omit<RestApiStageProps, "api" | "log">;
  /** By whose role the stage writes its access log. @default no log */
  readonly accountLogRole?: "existing" | "manage";
}
