import type { FargateServiceProps } from "../constructs/fargate-service";
import type { TargetHealthCheck } from "../constructs/target-health-check";

/** How requests reach a service. */
export type EntryPoint =
  | {
      readonly kind: "alb";
      readonly path: string;
      readonly healthCheck: TargetHealthCheck;
      readonly priority: number;
      /** A header that the gateway sets, where the route decides the service; otherwise the rule matches the path. */
      readonly header?: { readonly name: string; readonly value: string };
    }
  | { readonly kind: "nlb"; readonly listenerPort: number; readonly healthCheck: TargetHealthCheck }
  | { readonly kind: "cloud-map"; readonly attributes: Readonly<Record<string, string>> }
  /** No route leads to it. */
  | { readonly kind: "none" };

/** What decides how a service is reached. */
export interface ReachableService {
  readonly name: string;
  readonly port: number;
  readonly deregistrationDelaySeconds: number;
  readonly entryPoint: EntryPoint;
  /** How requests reached it until this deploy, and still do until the API has moved. @default the entry point is unchanged */
  readonly previousEntryPoint?: EntryPoint;
}

/** A service as its stack needs it. */
export interface ServiceProps
  extends
    ReachableService,
    Omit<
      FargateServiceProps,
      | "prefix"
      | "placement"
      | "network"
      | "cluster"
      | "allTasks"
      | "registryArn"
      | "logRetentionDays"
      | "target"
      | "keyArn"
      | "rolloutAlarmNames"
      | keyof ReachableService
    > {
  /** Names of the services that this one calls. */
  readonly calls: readonly string[];
}
