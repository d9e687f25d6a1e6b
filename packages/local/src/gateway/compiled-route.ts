import type { BackendRef, HttpApi, Integration } from "@private-http-api/topology";
import { authorizers, type Authorizer } from "./authorize";
import type { Backend } from "./backend";
import type { Clock } from "./clock";
import type { Forwarder } from "./forwarder";
import type { FunctionInvoker } from "./function-invoker";
import { UserError } from "@private-http-api/cli-kit";
import { httpIntegration, type IntegrationHandler } from "./http-integration";
import { lambdaIntegration } from "./lambda-integration";
import { StageThrottle, type TokenBucket } from "./throttle";

/** A route with everything that its requests need worked out before the first one. */
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
  readonly forwarder: Forwarder;
  readonly clock: Clock;
}

/** Compiles all routes of an API; all problems of all of them are told at once. */
export function compileRoutes(api: HttpApi, parts: RouteParts): readonly CompiledRoute[] {
  const throttle = new StageThrottle(api.stage, parts.clock.now());
  const authorizerFor = authorizers(parts.clock);
  const handlers = new Map<Integration, IntegrationHandler>();
  function handlerFor(integration: Integration): IntegrationHandler {
    const known = handlers.get(integration);
    if (known !== undefined) return known;
    const handler =
      integration.kind === "aws-proxy"
        ? lambdaIntegration(integration, parts.functions)
        : httpIntegration(integration, parts.backendFor(integration.backend), parts.forwarder);
    handlers.set(integration, handler);
    return handler;
  }
  const problems = new Set<string>();
  const routes = api.routes.flatMap((route): CompiledRoute[] => {
    try {
      const authorizer = parts.auth === "off" ? undefined : authorizerFor(route.authorization);
      return [
        { key: route.key, bucket: throttle.bucketOf(route.key), authorizer, handle: handlerFor(route.integration) },
      ];
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      for (const problem of error.lines) problems.add(problem);
      return [];
    }
  });
  if (problems.size > 0) throw new UserError(...problems);
  return routes;
}
