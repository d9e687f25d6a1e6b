import { copyFileSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run, tryRun, type RunOptions } from "@private-http-api/cli-kit";
import { withProgress } from "../tools/progress";
import type { Surroundings } from "../tools/surroundings";
import type { Engine } from "./engine";

/** The user that the official Node images have. */
const passwd = "root:x:0:0:root:/root:/sbin/nologin\nnode:x:1000:1000::/home/node:/sbin/nologin\n";
const group = "root:x:0:\nnode:x:1000:\n";

/**
 * Sees to it that the engine has the image that the services are built on. One of the engine's own or one that can be
 * pulled is used; else a stand-in of this machine's Node and its libraries takes its name: no shell, no package manager.
 */
export async function ensureBaseImage(
  name: string,
  engine: Pick<Engine, "own" | "settings">,
  { env, progress, signal }: Surroundings,
): Promise<"found" | "imported"> {
  const options: RunOptions = { env: { ...env, ...engine.settings }, signal };
  async function has(...command: string[]) {
    return (await tryRun("docker", command, options)).exitCode === 0;
  }
  if (await has("image", "inspect", name)) return "found";
  if (!engine.own && (await has("pull", "--quiet", name))) return "found";
  await withProgress(progress, `base image ${name}: standing in with this machine's Node ${process.version}`, () =>
    importStandIn(name, options),
  );
  return "imported";
}

async function importStandIn(name: string, options: RunOptions): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), "base-image-"));
  try {
    const root = path.join(work, "root");
    function put(file: string, target: string) {
      mkdirSync(path.dirname(path.join(root, target)), { recursive: true });
      copyFileSync(realpathSync(file), path.join(root, target));
    }
    const node = realpathSync(process.execPath);
    put(node, "/usr/local/bin/node");
    for (const library of libraries(await run("ldd", [node], options))) put(library, library);
    for (const folder of ["etc", "tmp", "home/node"]) mkdirSync(path.join(root, folder), { recursive: true });
    writeFileSync(path.join(root, "etc/passwd"), passwd);
    writeFileSync(path.join(root, "etc/group"), group);
    const archive = path.join(work, "root.tar");
    await run(
      "tar",
      ["--create", "--file", archive, "--owner=0", "--group=0", "--mode=a+rX", "-C", root, "."],
      options,
    );
    const change = ["--change", "ENV PATH=/usr/local/bin:/usr/bin:/bin", "--change", 'CMD ["node"]'];
    await run("docker", ["import", ...change, archive, name], options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Paths in what `ldd` prints: `libm.so.6 => /lib/… (0x…)`, and the loader, `/lib64/… (0x…)`. */
export function libraries(lddOutput: string): string[] {
  return lddOutput.split("\n").flatMap((line) => /(?:=>\s+|^\s*)(\/\S+)\s+\(0x/.exec(line)?.[1] ?? []);
}
