import express, {
  type Express,
  type IRouter,
  type NextFunction,
  type Request,
  type RequestHandler,
  type Response,
} from "express";
import type { Logger } from "pino";
import { ApiError, malformedPath } from "./api-error";
import { errorHandler } from "./error-handler";
import { addHealth } from "./health";
import type { Readiness } from "./readiness";
import { requestLog } from "./request-log";
import { requestTimeout } from "./request-timeout";

/** What a service's `createApp` gets from its process, or from a test. */
export interface ServiceDeps {
  readonly logger: Logger;
  readonly readiness: Readiness;
  /** Time limit for a request; below the API's integration timeout, so that the client gets this service's response. */
  readonly requestTimeoutMilliseconds: number;
}

export interface ServiceAppProps extends ServiceDeps {
  /** Name of the service in its health response. */
  readonly service: string;
  /** The service answers this path and all paths below it; its health check is at `<path>/health`. */
  readonly path: string;
  /** Adds the service's routes, with full paths; the health check precedes them. */
  readonly addRoutes: (router: IRouter) => void;
}

/** Maximum size of a body, in bytes: Express's default, set explicitly because the 413's message contains it. */
const BODY_LIMIT_BYTES = 102_400;

/** An Express app with everything that services share besides their routes. Does not listen or read environment variables. */
export function createServiceApp(props: ServiceAppProps): Express {
  const { service, path, logger, readiness, addRoutes, requestTimeoutMilliseconds } = props;
  const healthPath = `${path}/health`;
  const app = express();
  app.disable("x-powered-by");
  // There is no cache before the services, so computing a digest for every response would be wasted.
  app.disable("etag");
  // Like the load balancer's path rules, which tell upper from lower case.
  app.enable("case sensitive routing");
  app.use(
    requestLog(logger, healthPath),
    requestTimeout(requestTimeoutMilliseconds),
    requireHost,
    express.json({ limit: BODY_LIMIT_BYTES }),
  );
  addHealth(app, { path: healthPath, service, readiness });
  addRoutes(app);
  app.use(notFound(path));
  app.use(errorHandler(logger));
  return app;
}

/** HTTP/1.1 requires a Host header (RFC 9112, 3.2); Node's response would have no body. */
function requireHost(request: Request, _response: Response, next: NextFunction): void {
  if (request.headers.host === undefined && request.httpVersion === "1.1")
    throw new ApiError(400, "bad_request", "The Host header is missing.");
  next();
}

/** Refuses requests without a route; a path that cannot be decoded is malformed, not unknown. */
function notFound(servicePath: string): RequestHandler {
  return (request) => {
    try {
      decodeURIComponent(request.path);
    } catch {
      throw malformedPath();
    }
    throw new ApiError(404, "not_found", `Nothing is at this path; this service answers below ${servicePath}.`);
  };
}
