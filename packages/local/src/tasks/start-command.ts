import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { Problem } from "@private-http-api/cli-kit";
import type { Container } from "@private-http-api/topology";
import { type ImageStart, parseDockerfile } from "./dockerfile";

/** How a container's program starts as a process of this machine. */
export interface StartCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Variables that the image itself sets; the task definition's go before them. */
  readonly env: Readonly<Record<string, string>>;
}

const packageSchema = z.object({ scripts: z.object({ start: z.string().optional() }).optional() });

/**
 * Finds the command in the folder that the image is built from. A `start` script of its package.json says how the service
 * runs without its image, so it goes first; else the Dockerfile's ENTRYPOINT and CMD run in the folder that COPY brings
 * into the image's WORKDIR.
 * @param folder The build context.
 */
export function startCommand(container: Container, folder: string): StartCommand {
  const script = startScript(folder);
  if (script !== undefined) return scriptCommand(script, folder);
  const dockerfile = join(folder, container.dockerfile ?? "Dockerfile");
  if (!existsSync(dockerfile)) {
    throw new Problem(
      `${container.name}: ${folder} has neither a package.json with a start script nor a Dockerfile; add one of them, or use --containers.`,
    );
  }
  const image = parseDockerfile(readFileSync(dockerfile, "utf8"));
  const [file, ...args] = commandOf(container, image);
  if (file === undefined) {
    throw new Problem(
      `${container.name}: ${dockerfile} has no ENTRYPOINT or CMD in exec form (["node", "server.js"]); add one, or a start script in package.json.`,
    );
  }
  return { file, args, cwd: workdirHere(container, image, folder, dockerfile), env: image.env };
}

function startScript(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  try {
    return packageSchema.parse(JSON.parse(readFileSync(file, "utf8"))).scripts?.start;
  } catch {
    throw new Problem(`${file} is no package.json; correct it.`);
  }
}

/** As `npm run` does it, without npm: in a shell. */
function scriptCommand(script: string, folder: string): StartCommand {
  // `exec` makes the program the process itself, so that signals reach it; lists and pipes need the shell to stay.
  const line = /[;&|<>\n]/.test(script) ? script : `exec ${script}`;
  return { file: "sh", args: ["-c", line], cwd: folder, env: {} };
}

/** The task definition's entryPoint and command replace the image's; a new entryPoint also drops the image's CMD. */
function commandOf(container: Container, image: ImageStart): readonly string[] {
  if (container.entryPoint !== undefined) return [...container.entryPoint, ...(container.command ?? [])];
  return container.command ?? image.command;
}

/** The folder whose content COPY puts into the image's WORKDIR. */
function workdirHere(container: Container, image: ImageStart, folder: string, dockerfile: string): string {
  const sources = image.copies.flatMap((copy) => (copy.destination === image.workdir ? copy.sources : []));
  const missing = sources.find((source) => !/[*?[]/.test(source) && !existsSync(join(folder, source)));
  if (missing !== undefined) {
    throw new Problem(
      `${container.name}: ${dockerfile} copies ${missing}, which is not there; \`npm run bundle\` makes it.`,
    );
  }
  const folders = new Set(sources.map((source) => (isFolder(join(folder, source)) ? source : dirname(source))));
  const [only] = folders;
  return folders.size === 1 && only !== undefined ? resolve(folder, only) : folder;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
