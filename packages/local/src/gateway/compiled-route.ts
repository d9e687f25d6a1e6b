import type { Authorization, BackendRef, HttpApi, Integration, Route, Stage } from "@private-http-api/topology";
import type { Authorizer } from "./authorize";
import type { Backend } from "./backend";
import type { Clock } from "./clock";
import type { Forwarder } from "./forwarder";
import type { FunctionInvoker } from "./function-invoker";
import { UserError } from "@private-http-api/cli-kit";
import { httpIntegration, type IntegrationHandler } from "./http-integration";
import type { TrustedKeys } from "./jwt-authorizer";
import { lambdaIntegration } from "./lambda-integration";
import { parseRouteKey } from "./route-key";
import { StageThrottle, type TokenBucket } from "./throttle";
import { unserved, unservedReason } from "./unserved";

/** A route with everything that its requests need, computed before the first one. */
export interface CompiledRoute {
  readonly key: string;
  readonly bucket: TokenBucket | undefined;
  readonly authorizer: Authorizer | undefined;
  readonly handle: IntegrationHandler;
}

/** What routes are compiled with. */
export interface RouteParts {
  readonly backendFor: (ref: BackendRef) => Backend;
  readonly functions: FunctionInvoker | undefined;
  readonly auth: "enforced" | "off";
  readonly trusted: TrustedKeys | undefined;
  readonly forwarder: Forwarder;
  readonly clock: Clock;
  /** Endpoint through which a private REST API is called. @default the first that its policy names */
  readonly from?: string | undefined;
}

export interface RouteCompilerParts extends RouteParts {
  readonly authorizerFor: (authorization: Authorization) => Authorizer | undefined;
}

/** Compiles the routes of an API for each of its stages. Routes that it does not understand answer 501. */
export class RouteCompiler {
  private readonly found = new Set<string>();
  private readonly handlers = new Map<Integration, IntegrationHandler>();
  private readonly routes: readonly Omit<CompiledRoute, "bucket">[];

  constructor(
    api: HttpApi,
    private readonly parts: RouteCompilerParts,
  ) {
    const keys = new Map<string, string>();
    this.routes = api.routes.flatMap((route) => {
      const shape = this.shapeOf(route);
      const taken = shape === undefined ? undefined : keys.get(shape);
      if (taken !== undefined)
        this.found.add(`route \`${route.key}\`: the same as \`${taken}\` to API Gateway, keep one`);
      if (shape === undefined || taken !== undefined) return [];
      keys.set(shape, route.key);
      return [{ key: route.key, authorizer: this.authorizerOf(route), handle: this.handlerOf(route.integration) }];
    });
  }

  /** What is wrong with routes and integrations, one line per problem. */
  get problems(): readonly string[] {
    return [...this.found];
  }

  routesOf(stage: Stage): readonly CompiledRoute[] {
    const throttle = new StageThrottle(stage, this.parts.clock.now());
    return this.routes.map((route) => ({ ...route, bucket: throttle.bucketOf(route.key) }));
  }

  /** The key without the names of its variables; `undefined` if it is not a route key. */
  private shapeOf({ key }: Route): string | undefined {
    const parsed = parseRouteKey(key);
    if (parsed.kind === "invalid") {
      this.found.add(`route \`${key}\`: ${parsed.reason}`);
      return undefined;
    }
    if (parsed.kind === "default") return "$default";
    const segments = parsed.segments.map((each) => (each.kind === "literal" ? `=${each.value}` : each.kind));
    return `${parsed.method} /${segments.join("/")}`;
  }

  private authorizerOf({ authorization }: Route): Authorizer | undefined {
    if (this.parts.auth === "off") return undefined;
    return this.reading(
      () => this.parts.authorizerFor(authorization),
      (reason) => this.parts.authorizerFor({ type: "unserved", reason }),
    );
  }

  private handlerOf(integration: Integration): IntegrationHandler {
    const known = this.handlers.get(integration);
    if (known !== undefined) return known;
    const handler = this.reading(() => this.compile(integration), unservedIntegration);
    this.handlers.set(integration, handler);
    return handler;
  }

  private compile(integration: Integration): IntegrationHandler {
    switch (integration.kind) {
      case "aws-proxy":
        return lambdaIntegration(integration, this.parts.functions);
      case "http-proxy":
        return httpIntegration(integration, this.parts.backendFor(integration.backend), this.parts.forwarder);
      case "unserved":
        return unservedIntegration(integration.reason);
    }
  }

  private reading<T>(read: () => T, otherwise: (reason: string) => T): T {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const line of error.lines) this.found.add(line);
      return otherwise(error.lines.join("; ").replace(/\.$/, ""));
    }
  }
}

function unservedIntegration(reason: string): IntegrationHandler {
  return (exchange) => {
    exchange.refuse(unserved(reason), unservedReason(reason));
  };
}
