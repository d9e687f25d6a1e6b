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

/** What a service's `createApp` takes from the process it runs in, or from a test. */
export interface ServiceDeps {
  readonly logger: Logger;
  readonly readiness: Readiness;
  /** Longest time for one request; below the API's integration timeout, so that the client gets this service's answer. */
  readonly requestTimeoutMilliseconds: number;
}

export interface ServiceAppProps extends ServiceDeps {
  /** Name of the service in its health answer. */
  readonly service: string;
  /** The service answers this path and what is below it; its health is at `<path>/health`. */
  readonly path: string;
  /** Adds the service's own routes, with whole paths; health is asked before them. */
  readonly addRoutes: (router: IRouter) => void;
}

/** Largest body that is read, in bytes: Express's own default, written out because the 413 names it. */
const BODY_LIMIT_BYTES = 102_400;

/** An Express app with what every service shares around its routes. Listens nowhere and reads no environment. */
export function createServiceApp(props: ServiceAppProps): Express {
  const { service, path, logger, readiness, addRoutes, requestTimeoutMilliseconds } = props;
  const healthPath = `${path}/health`;
  const app = express();
  app.disable("x-powered-by");
  // No cache stands in front of the services; a digest of every body would be paid for by every request.
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

/** HTTP/1.1 asks for a Host header (RFC 9112, 3.2); Node's own refusal would have no body. */
function requireHost(request: Request, _response: Response, next: NextFunction): void {
  if (request.headers.host === undefined && request.httpVersion === "1.1")
    throw new ApiError(400, "bad_request", "The Host header is missing.");
  next();
}

/** Refuses what no route took; a path that cannot be decoded is malformed rather than unknown. */
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
