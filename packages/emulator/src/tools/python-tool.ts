import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { run, type RunOptions } from "@private-http-api/cli-kit";
import { cacheFolder } from "./cache-folder";
import { makeOnce } from "./make-once";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";

/** Tools whose packages and dependencies are pinned by version and hash: `requirements/<name>.txt`. */
export type PythonTool = "moto" | "checkov" | "zizmor";

const REQUIREMENTS = path.join(__dirname, "../../requirements");

/** Versions of interpreters by PATH: they do not change during the process. */
const interpreters = new Map<string, string>();

/** Creates a tool's virtual environment, once, and returns its Python. */
export async function pythonTool(name: PythonTool, surroundings: Surroundings): Promise<string> {
  const { env, progress, signal } = surroundings;
  const options = { env, signal };
  const requirements = path.join(REQUIREMENTS, `${name}.txt`);
  const pinned = readFileSync(requirements, "utf8");
  const version = new RegExp(`^${name}(?:\\[\\w+\\])?==([\\w.]+)`, "m").exec(pinned)?.[1] ?? "";
  const digest = createHash("sha256").update(pinned).digest("hex").slice(0, 8);
  // A virtual environment works only with the interpreter that created it, even if the cache is copied elsewhere.
  const interpreter = await interpreterVersion(options);
  const folder = path.join(cacheFolder(env), `${name}-${version}-${digest}-python-${interpreter}`);
  await makeOnce(folder, (draft) =>
    withProgress(progress, `${name} ${version}: installing (about a minute, once)`, async () => {
      await run("python3", ["-m", "venv", draft], options);
      const install = ["-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", requirements];
      await run(path.join(draft, "bin/python"), install, options);
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
