import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { UserError } from "@private-http-api/cli-kit";
import type { Container } from "@private-http-api/topology";
import { type ImageStart, parseDockerfile } from "./dockerfile";
import { webProcess } from "./procfile";

/** How a container's program starts as a process of this machine. */
export interface StartCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Variables that the image itself sets; the task definition's override them. */
  readonly env: Readonly<Record<string, string>>;
  /** The program that must be installed, and the file that names it. */
  readonly needs: { readonly program: string; readonly namedBy: string };
}

const packageSchema = z.object({ scripts: z.object({ start: z.string().optional() }).optional() });

/**
 * Finds the command in the folder that the image is built from. The `web` process of its Procfile and the `start` script
 * of its package.json say how the service runs without its image, so they come first, in that order; otherwise the
 * Dockerfile's ENTRYPOINT and CMD run in the folder whose content COPY puts into the image's WORKDIR.
 * @param folder the build context
 */
export function startCommand(container: Container, folder: string): StartCommand {
  const web = webProcess(folder);
  if (web !== undefined) return shellCommand(web, folder, "Procfile");
  const script = startScript(folder);
  if (script !== undefined) return shellCommand(script, folder, "package.json");
  const dockerfile = join(folder, container.dockerfile ?? "Dockerfile");
  if (!existsSync(dockerfile)) {
    throw new UserError(
      `${container.name}: ${folder} has no Procfile, no package.json with a start script and no Dockerfile; add one of them, or use --containers.`,
    );
  }
  const image = parseDockerfile(readFileSync(dockerfile, "utf8"));
  const [file, ...args] = commandOf(container, image);
  if (file === undefined) {
    throw new UserError(
      `${container.name}: ${dockerfile} has no ENTRYPOINT or CMD in exec form (["node", "server.js"]); add one, or a Procfile that says how it starts here (\`web: go run .\`).`,
    );
  }
  const cwd = workdirHere(container, image, folder, dockerfile);
  return { file, args, cwd, env: image.env, needs: { program: file, namedBy: dockerfile } };
}

function startScript(folder: string): string | undefined {
  const file = join(folder, "package.json");
  if (!existsSync(file)) return undefined;
  try {
    return packageSchema.parse(JSON.parse(readFileSync(file, "utf8"))).scripts?.start;
  } catch {
    throw new UserError(`${file} is not a valid package.json; correct it.`);
  }
}

/**
 * Runs a line in a shell, as foreman and `npm run` do.
 * @param namedBy the file of the folder that has the line, or the option
 */
export function shellCommand(line: string, folder: string, namedBy: string): StartCommand {
  const [, assignments = "", command = ""] = /^((?:\w+=(?:"[^"]*"|'[^']*'|\S*)\s+)*)(.*)$/s.exec(line) ?? [];
  // `exec` makes the program the process itself, so that signals reach it; lists and pipes need the shell to stay.
  const isOneCommand = !/[;&|<>\n]/.test(line);
  const [program = "sh"] = /^[\w./+-]+(?=\s|$)/.exec(command) ?? [];
  return {
    file: "sh",
    args: ["-c", isOneCommand ? `${assignments}exec ${command}` : line],
    cwd: folder,
    env: {},
    needs: { program, namedBy: namedBy.startsWith("--") ? namedBy : join(folder, namedBy) },
  };
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
    throw new UserError(
      `${container.name}: ${dockerfile} copies ${missing}, which does not exist; \`npm run bundle\` creates it.`,
    );
  }
  const folders = new Set(sources.map((source) => (isFolder(join(folder, source)) ? source : dirname(source))));
  const [only] = folders;
  return folders.size === 1 && only !== undefined ? resolve(folder, only) : folder;
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
