/** The path itself, or everything below it. */
export type RoutePart = "path" | "below";

/** How a request's path is rewritten for the service behind a route. */
interface PathMapping {
  readonly requestParameters: Readonly<Record<string, string>>;
  /** The mapping fits one route only, so that its integration cannot be shared. */
  readonly rewritten: boolean;
}

/**
 * The parameter mapping that turns the public path into the one that a service knows.
 *
 * `$request.path` is the path without the stage; `{proxy+}` gives `$request.path.proxy` [API Gateway Developer Guide,
 * "Transform API requests and responses for HTTP APIs"]. There is no other way to remove part of a path, so a rewritten
 * path needs an integration per route.
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
