import { spawnSync } from "node:child_process";
import { join } from "node:path";

/** How a function's runtime starts on this machine, or why it does not. */
export type RuntimeCommand =
  | {
      readonly kind: "found";
      readonly file: string;
      readonly args: readonly string[];
      /** What runs here, where it differs from what AWS runs. */
      readonly difference?: string;
    }
  | { readonly kind: "missing"; readonly reason: string };

/** Programs that load a handler and invoke it; they and {@link ExecutionEnvironment} share a private protocol. */
const loaders = join(__dirname, "runtime");

/** @param path the shell's PATH, in which Python is looked up */
export function runtimeCommand(runtime: string, path: string): RuntimeCommand {
  const [, language, version = ""] = /^(nodejs|python)(.+)$/.exec(runtime) ?? [];
  switch (language) {
    case "nodejs": {
      const here = process.versions.node;
      const same = version.split(".")[0] === here.split(".")[0];
      return {
        kind: "found",
        file: process.execPath,
        args: [join(loaders, "node.mjs")],
        ...(same ? {} : { difference: `Node ${here}` }),
      };
    }
    case "python": {
      const { status, stdout } = spawnSync("python3", ["--version"], { env: { PATH: path }, encoding: "utf8" });
      if (status !== 0) return { kind: "missing", reason: `python3, which ${runtime} needs, is not on the PATH` };
      const here = stdout.trim().replace(/^Python /, "");
      return {
        kind: "found",
        file: "python3",
        args: [join(loaders, "python.py")],
        ...(here.startsWith(`${version}.`) ? {} : { difference: `Python ${here}` }),
      };
    }
    default:
      return { kind: "missing", reason: `${runtime} cannot be run here; nodejs and python runtimes can` };
  }
}
