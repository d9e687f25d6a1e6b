import type { Authorizer } from "./authorize";
import type { Clock } from "./clock";
import type { Considered } from "./backend";
import type { CompiledRoute } from "./compiled-route";
import { isPreflight, type Cors } from "./cors";
import type { Exchange } from "./exchange";
import {
  BAD_REQUEST,
  ENTITY_TOO_LARGE,
  INTERNAL_SERVER_ERROR,
  NO_STAGE,
  NOT_FOUND,
  TOO_MANY_REQUESTS,
  type Refusal,
} from "./refusal";
import { declaresTooMuch, TOO_LARGE_REASON } from "./request-body";
import { explainRoutes } from "./route-explanation";
import { RouteTable } from "./route-table";
import { stagePath, type StagePath } from "./stage-path";

export interface PipelineProps {
  readonly stageName: string;
  readonly routes: readonly CompiledRoute[];
  readonly cors: Cors | undefined;
  readonly clock: Clock;
  /** A resource policy: refuses, or lets pass. @default it lets everybody pass */
  readonly admit?: ((exchange: Exchange) => Refusal | undefined) | undefined;
}

/** Answers for an error in the gateway itself. */
function failing(exchange: Exchange): (error: unknown) => void {
  return (error) => {
    exchange.integrationError = error instanceof Error ? error.message : String(error);
    exchange.refuse(INTERNAL_SERVER_ERROR, `the gateway failed: ${exchange.integrationError}`);
  };
}

/** The steps of every request: stage, route, limits, authorizer, integration. It ends at the first that refuses. */
export class Pipeline {
  private readonly stage: StagePath;
  private readonly table: RouteTable<CompiledRoute>;

  constructor(private readonly props: PipelineProps) {
    this.stage = stagePath(props.stageName);
    this.table = new RouteTable(props.routes);
  }

  run(exchange: Exchange): void {
    if (!exchange.path.startsWith("/")) {
      exchange.refuse(BAD_REQUEST, "the request's target is not a path: 400 from API Gateway");
      return;
    }
    const routePath = this.stage(exchange.path);
    if (routePath === undefined) {
      const refusal = exchange.refusal(NO_STAGE);
      exchange.refuse(
        refusal,
        `the path does not begin with the stage's name, /${this.props.stageName}: ${refusal.status} from API Gateway`,
      );
      return;
    }
    exchange.routePath = routePath;
    const { method } = exchange;
    exchange.trace.routes = () => this.explain(method, routePath);
    const match = this.table.match(method, routePath);
    if (match === undefined) {
      if (!this.preflight(exchange)) this.refuseUnknown(exchange, routePath);
      return;
    }
    exchange.routeKey = match.route.key;
    exchange.pathParameters = match.pathParameters;
    this.limit(exchange, match.route);
  }

  private refuseUnknown(exchange: Exchange, routePath: string): void {
    const unknown = exchange.refusal(NOT_FOUND);
    exchange.refuse(unknown, `no route matches ${exchange.method} ${routePath}: ${unknown.status} from API Gateway`);
  }

  private explain(method: string, path: string): readonly Considered[] {
    const keys = this.props.routes.map(({ key }) => key);
    return explainRoutes(keys, { method, path, chosen: this.table.match(method, path)?.route.key });
  }

  private limit(exchange: Exchange, route: CompiledRoute): void {
    const refusal = this.props.admit?.(exchange);
    if (refusal !== undefined)
      exchange.refuse(refusal, `${exchange.authorizerError ?? ""}: ${refusal.status} from API Gateway`);
    else if (declaresTooMuch(exchange.request)) exchange.refuse(ENTITY_TOO_LARGE, TOO_LARGE_REASON);
    else if (route.bucket?.take(this.props.clock.now()) === false)
      exchange.refuse(
        TOO_MANY_REQUESTS,
        `more requests than the throttle of ${route.key} allows: 429 from API Gateway`,
      );
    else if (route.authorizer === undefined) this.integrate(exchange, route);
    else this.authorize(exchange, route, route.authorizer).catch(failing(exchange));
  }

  private async authorize(exchange: Exchange, route: CompiledRoute, authorizer: Authorizer): Promise<void> {
    const refusal = await authorizer(exchange);
    if (refusal === undefined) this.integrate(exchange, route);
    else {
      const why = exchange.authorizerError ?? "the authorizer refused the request";
      exchange.refuse(refusal, `${why}: ${refusal.status} from the authorizer of ${route.key}`);
    }
  }

  private integrate(exchange: Exchange, route: CompiledRoute): void {
    // The client may have left while its token was checked.
    if (exchange.response.destroyed || this.preflight(exchange)) return;
    try {
      route.handle(exchange)?.catch(failing(exchange));
    } catch (error) {
      failing(exchange)(error);
    }
  }

  /**
   * Answers a preflight where the API has CORS. It comes after the route's authorizer: a route that matches OPTIONS and
   * requires a token (ANY, `$default`) refuses preflights, which is why AWS recommends an open `OPTIONS /{proxy+}`.
   */
  private preflight(exchange: Exchange): boolean {
    const { cors } = this.props;
    if (cors === undefined || !isPreflight(exchange.method, exchange.headers)) return false;
    exchange.answerPreflight(cors.preflightHeaders(exchange.headers.origin));
    return true;
  }
}
