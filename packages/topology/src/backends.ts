/** What a private integration can reach, and what is behind it. */
export type BackendRef =
  | (Way & { readonly kind: "alb-listener"; readonly listener: AlbListener })
  | (Way & { readonly kind: "nlb-listener"; readonly listener: NlbListener })
  | {
      readonly kind: "cloud-map";
      readonly service: CloudMapService;
      /** Attributes an instance must carry to be chosen. */
      readonly queryParameters: Readonly<Record<string, string>>;
    };

interface Way {
  /** What a request passes before the listener: load balancer, interface endpoint, endpoint service. @default nothing */
  readonly via?: readonly string[];
}

export interface AlbListener {
  readonly address: string;
  readonly loadBalancer: string;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS";
  readonly idleTimeoutSeconds: number;
  /** By ascending priority; rules whose priority is known after apply come last, before the default action. */
  readonly rules: readonly ListenerRule[];
  readonly defaultAction: ListenerAction;
}

export interface ListenerRule {
  readonly address: string;
  /** @default AWS uses the next one after the highest */
  readonly priority?: number;
  readonly conditions: readonly RuleCondition[];
  readonly action: ListenerAction;
}

export type RuleCondition =
  | { readonly field: "host-header"; readonly values: readonly string[] }
  | { readonly field: "path-pattern"; readonly values: readonly string[] }
  | { readonly field: "http-request-method"; readonly values: readonly string[] }
  | { readonly field: "http-header"; readonly name: string; readonly values: readonly string[] }
  | { readonly field: "query-string"; readonly pairs: readonly { readonly key?: string; readonly value: string }[] }
  | { readonly field: "source-ip"; readonly values: readonly string[] };

export type ListenerAction =
  | { readonly type: "forward"; readonly targets: readonly { readonly group: TargetGroup; readonly weight: number }[] }
  | {
      readonly type: "redirect";
      readonly statusCode: 301 | 302;
      readonly protocol: string;
      readonly host: string;
      readonly port: string;
      readonly path: string;
      readonly query: string;
    }
  | {
      readonly type: "fixed-response";
      readonly statusCode: number;
      readonly contentType: string;
      readonly body: string;
    }
  /** Something only AWS can do; the reason says what. */
  | { readonly type: "unserved"; readonly reason: string };

export interface NlbListener {
  readonly address: string;
  readonly loadBalancer: string;
  readonly port: number;
  readonly protocol: "TCP" | "TLS";
  readonly group: TargetGroup;
}

export interface TargetGroup {
  readonly address: string;
  readonly name: string;
  readonly deregistrationDelaySeconds: number;
  readonly healthCheck: HealthCheck;
  /** A placeholder for targets that register themselves, where no service of this Terraform does. */
  readonly services: readonly EcsServiceRef[];
}

export interface HealthCheck {
  readonly protocol: "HTTP" | "TCP";
  readonly path: string;
  /** Codes and ranges as Terraform writes them, e.g. `200` or `200-299,301`. */
  readonly matcher: string;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
}

export interface CloudMapService {
  readonly address: string;
  readonly namespace: string;
  readonly name: string;
  /** How long its A records may be remembered. @default it has none */
  readonly ttlSeconds?: number;
  readonly services: readonly EcsServiceRef[];
}

/** An ECS service as a load balancer or Cloud Map sees it: which port of which container. */
export interface EcsServiceRef {
  readonly service: EcsService;
  readonly containerName: string;
  readonly containerPort: number;
}

export interface EcsService {
  readonly address: string;
  readonly name: string;
  /** Name of its cluster. @default known after apply */
  readonly cluster?: string;
  /**
   * Availability zones of its subnets. Before an apply, zones of the stack's Region replace those that depend on the account;
   * empty if the Region is unknown too.
   */
  readonly zones: readonly string[];
  /** Also 0 where the targets are not a service of this Terraform: only `--service` leads to them. */
  readonly desiredCount: number;
  /** How long after a task's start ECS ignores the load balancer's health checks. */
  readonly healthCheckGracePeriodSeconds: number;
  readonly task: TaskDefinition;
}

export interface TaskDefinition {
  readonly address: string;
  readonly family: string;
  readonly cpu: number;
  readonly memoryMiB: number;
  readonly containers: readonly Container[];
}

export interface Container {
  readonly name: string;
  /** As in the definition; `undefined` where the synthesized JSON has only a reference. */
  readonly image?: string;
  /** Folder of the image's build context, relative to the project, if the Terraform builds the image. */
  readonly buildContext?: string;
  /** Relative to the build context. */
  readonly dockerfile?: string;
  /** Overrides the image's ENTRYPOINT and CMD. */
  readonly entryPoint?: readonly string[];
  readonly command?: readonly string[];
  readonly essential: boolean;
  /** Variables whose values are in the configuration or the state. */
  readonly environment: Readonly<Record<string, string>>;
  /** Names of variables whose values are known after apply, such as a queue's URL. @default none */
  readonly knownAfterApply?: readonly string[];
  /** Names of variables that come from Secrets Manager or SSM. */
  readonly secrets: readonly string[];
  readonly ports: readonly number[];
  readonly user?: string;
  readonly readonlyRootFilesystem: boolean;
  readonly initProcessEnabled: boolean;
  /** Linux capabilities dropped from the default ones. */
  readonly droppedCapabilities: readonly string[];
  readonly stopTimeoutSeconds: number;
  readonly healthCheckCommand?: readonly string[];
}
