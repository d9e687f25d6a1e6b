import { homedir } from "node:os";
import path from "node:path";

/** Folder for tools that take long to prepare, kept between runs: `$XDG_CACHE_HOME/private-http-api` or its default. */
export function cacheFolder(env: NodeJS.ProcessEnv): string {
  return path.join(env["XDG_CACHE_HOME"] ?? path.join(homedir(), ".cache"), "private-http-api");
}
