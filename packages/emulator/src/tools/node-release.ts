import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import { cacheFolder } from "./cache-folder";
import { makeOnce } from "./make-once";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";

/** Further versions of Node that the project is tested with: the newest releases of their major versions. */
export const OTHER_NODES = ["22.23.3", "24.21.0"] as const;

/**
 * The folder with `node` of an exact version, installed once. The npm registry has Node's binaries as one package per
 * platform, which the package `node` (`npx node@22`) depends on.
 *
 * @param version e.g. `22.23.3`
 */
export async function nodeRelease(version: string, { env, progress, signal }: Surroundings): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  const folder = path.join(cacheFolder(env), `${name}-${version}`);
  await makeOnce(folder, (draft) =>
    withProgress(progress, `Node ${version}: installing`, async () => {
      await mkdir(draft, { recursive: true });
      await writeFile(path.join(draft, "package.json"), "{}\n");
      await run("npm", ["install", "--no-audit", "--no-fund", "--no-save", `${name}@${version}`], {
        cwd: draft,
        env,
        signal,
      });
    }),
  );
  return path.join(folder, "node_modules", name, "bin");
}
