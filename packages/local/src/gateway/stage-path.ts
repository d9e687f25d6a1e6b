/** A function from the path of a request to the path that routes see; `undefined` when the request misses the stage. */
export type StagePath = (path: string) => string | undefined;

/**
 * `$default` is served at the root. Any other stage's name is the first path segment, case-sensitive, and not a part of
 * what routes match.
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
