/** Turns the path of a request into the path that routes match; `undefined` when the request is not for the stage. */
export type StagePath = (path: string) => string | undefined;

/**
 * `$default` is served at the root. Any other stage's name is the first path segment, case-sensitive, and routes do not
 * match it.
 */
export function stagePath(stageName: string): StagePath {
  if (stageName === "$default") return (path) => path;
  const prefix = `/${stageName}`;
  return (path) => {
    if (!path.startsWith(prefix)) return undefined;
    const rest = path.slice(prefix.length);
    if (rest === "") return "/";
    return rest.startsWith("/") ? rest : undefined;
  };
}
