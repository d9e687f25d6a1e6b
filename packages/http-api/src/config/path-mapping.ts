/** The path itself, or everything below it. */
export type RoutePart = "path" | "below";

/** How a request's path is written for what is behind a route. */
interface PathMapping {
  readonly requestParameters: Readonly<Record<string, string>>;
  /** The mapping fits one route only, so that its integration cannot be shared. */
  readonly rewritten: boolean;
}

/**
 * The parameter mapping that turns the public path into the one that a service knows.
 *
 * `$request.path` is the path without the stage; `{proxy+}` gives `$request.path.proxy` [API Gateway Developer Guide,
 * "Transform API requests and responses for HTTP APIs"]. A part of a path cannot be cut off otherwise, which is why a
 * rewritten path takes an integration for each route.
 */
export function pathMapping({
  publicPath,
  ownPath,
  stage,
  part,
}: {
  readonly publicPath: string;
  readonly ownPath: string;
  readonly stage: string;
  readonly part: RoutePart;
}): PathMapping {
  if (publicPath === ownPath) {
    const requestParameters: Record<string, string> = stage === "$default" ? {} : { "overwrite:path": "$request.path" };
    return { requestParameters, rewritten: false };
  }
  const path = part === "path" ? ownPath || "/" : `${ownPath}/\${request.path.proxy}`;
  return { requestParameters: { "overwrite:path": path }, rewritten: true };
}
