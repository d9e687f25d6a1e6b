import type { ApiAlarmsProps } from "../constructs/api-alarms";
import type { ApiStageProps, Throttle } from "../constructs/api-stage";
import type { DashboardProps } from "../constructs/dashboard";
import type { CorsProps, JwtAuthorizerProps, LambdaAuthorizerProps } from "../constructs/http-api";
import type { FunctionProps } from "./api-functions";
import type { Backend } from "./backend";
import type { BaseStackProps } from "./base-stack";

/** An integration and its target. */
export interface ApiIntegration {
  readonly id: string;
  readonly target: Backend | { readonly kind: "function"; readonly name: string };
  readonly requestParameters: Readonly<Record<string, string>>;
}

/** A route, and who may call it. */
export interface ApiRoute {
  readonly id: string;
  /** e.g. `ANY /api/books/{proxy+}`. */
  readonly key: string;
  /** Id of an integration. */
  readonly integration: string;
  readonly authorization: "none" | "iam" | { readonly authorizer: string; readonly scopes: readonly string[] };
  readonly throttle?: Throttle;
  /** Ids of routes that must exist before this one changes. @default none */
  readonly after?: readonly string[];
}

/** What authorizes callers: an issuer of tokens, or the function with the authorizer's name. */
export type AuthorizerProps = JwtAuthorizerProps | Omit<LambdaAuthorizerProps, "invokeArn">;

/** Settings of an HttpApiStack. */
export interface HttpApiStackProps extends BaseStackProps {
  readonly vpcLinkId: string;
  readonly integrations: readonly ApiIntegration[];
  readonly routes: readonly ApiRoute[];
  readonly authorizers: Readonly<Record<string, AuthorizerProps>>;
  /** By name, those of the authorizers included. */
  readonly functions: Readonly<Record<string, FunctionProps>>;
  readonly stage: Pick<ApiStageProps, "name" | "autoDeploy" | "variables" | "throttle">;
  /** @default ipv4 */
  readonly ipAddressType?: "ipv4" | "dualstack";
  /** @default none */
  readonly cors?: CorsProps;
  readonly domain?: {
    readonly name: string;
    readonly certificateArn?: string;
    readonly ownershipCertificateArn?: string;
    readonly hostedZoneId?: string;
    readonly truststore?: { readonly uri: string; readonly version?: string };
  };
  /** Public path of every service and function, for the outputs. */
  readonly paths: Readonly<Record<string, string>>;
  readonly integrationTimeoutSeconds: number;
  readonly logRetentionDays: number;
  readonly alarms: Omit<ApiAlarmsProps, "prefix" | "api" | "accessLogGroupName">;
  /** What the dashboard shows from the producer stack. */
  readonly dashboard: Omit<DashboardProps, "prefix" | "placement" | "api" | "hasAccessLog">;
}
