import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run, tryRun, type RunOptions } from "@private-http-api/cli-kit";
import { withProgress } from "../tools/progress";
import type { Surroundings } from "../tools/surroundings";
import type { Engine } from "./engine";
import { type StandIn, standInFor } from "./stand-in";

/** The non-root user of the official Node images. */
const passwd = "root:x:0:0:root:/root:/sbin/nologin\nnode:x:1000:1000::/home/node:/sbin/nologin\n";
const group = "root:x:0:\nnode:x:1000:\n";

/**
 * Makes sure that the engine has a base image: an image that exists or can be pulled, or else a stand-in under the same
 * name with this machine's toolchain, without a shell or a package manager.
 *
 * @throws Error if a name with a digest cannot be pulled
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
  const isPinned = name.includes("@");
  if ((isPinned || !engine.own) && (await has("pull", "--quiet", name))) return "found";
  if (isPinned) {
    throw new Error(
      `base image ${name}: cannot be pulled, and a stand-in has another digest; reach its registry, or give the tag alone as a build argument (image.args) of an environment that works without it`,
    );
  }
  const standIn = standInFor(name);
  await withProgress(progress, `base image ${name}: stand-in with ${standIn.contents}`, () =>
    importStandIn(name, standIn, options),
  );
  return "imported";
}

async function importStandIn(name: string, standIn: StandIn, options: RunOptions): Promise<void> {
  const work = mkdtempSync(path.join(tmpdir(), "base-image-"));
  try {
    const root = path.join(work, "root");
    for (const folder of ["etc", "tmp", "root", "home/node"]) mkdirSync(path.join(root, folder), { recursive: true });
    await standIn.fill(root, options);
    writeFileSync(path.join(root, "etc/passwd"), passwd);
    writeFileSync(path.join(root, "etc/group"), group);
    const archive = path.join(work, "root.tar");
    await run(
      "tar",
      ["--create", "--file", archive, "--owner=0", "--group=0", "--mode=a+rX", "-C", root, "."],
      options,
    );
    const change = ["--change", `ENV PATH=${standIn.path}`, "--change", `CMD ["${standIn.command}"]`];
    await run("docker", ["import", ...change, archive, name], options);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
