import path from "node:path";
import { run, type RunOptions } from "@private-http-api/cli-kit";
import { cacheFolder } from "./cache-folder";
import { makeOnce } from "./make-once";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";

export interface PythonTool {
  /** Name of its package. */
  readonly name: string;
  readonly version: string;
  /** Optional features of the package, `server` in `moto[server]`. */
  readonly extra?: string;
}

/** Versions of interpreters, by the search path that finds them: one does not change while a process runs. */
const interpreters = new Map<string, string>();

/** Makes a tool's own virtual environment, once, and returns its Python. */
export async function pythonTool({ name, version, extra }: PythonTool, surroundings: Surroundings): Promise<string> {
  const { env, progress, signal } = surroundings;
  const options = { env, signal };
  // A virtual environment works with the interpreter that made it and no other, wherever its cache is taken to.
  const folder = path.join(cacheFolder(env), `${name}-${version}-python-${await interpreterVersion(options)}`);
  await makeOnce(folder, (draft) =>
    withProgress(progress, `${name} ${version}: installing (about a minute, once)`, async () => {
      await run("python3", ["-m", "venv", draft], options);
      const requirement = `${name}${extra === undefined ? "" : `[${extra}]`}==${version}`;
      await run(path.join(draft, "bin/python"), ["-m", "pip", "install", "--quiet", requirement], options);
    }),
  );
  return path.join(folder, "bin/python");
}

async function interpreterVersion(options: RunOptions): Promise<string> {
  const searched = options.env["PATH"] ?? "";
  const known = interpreters.get(searched);
  if (known !== undefined) return known;
  const asked = await run("python3", ["-c", "import platform; print(platform.python_version())"], options);
  interpreters.set(searched, asked.trim());
  return asked.trim();
}
