/** What an image starts and where, as far as the last stage of its Dockerfile says it. */
export interface ImageStart {
  readonly workdir: string;
  /** ENTRYPOINT and CMD in exec form. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** COPY from the build context; what other stages produce is not there. */
  readonly copies: readonly { readonly sources: readonly string[]; readonly destination: string }[];
}

/** Reads the instructions of a Dockerfile's last stage ("Dockerfile reference"). */
export function parseDockerfile(text: string): ImageStart {
  let workdir = "/";
  let entryPoint: readonly string[] = [];
  let command: readonly string[] = [];
  let env: Record<string, string> = {};
  let copies: { sources: readonly string[]; destination: string }[] = [];
  for (const [instruction, rest] of instructions(text)) {
    switch (instruction) {
      case "FROM":
        [workdir, entryPoint, command, env, copies] = ["/", [], [], {}, []];
        break;
      case "WORKDIR":
        workdir = resolveIn(workdir, rest);
        break;
      case "ENV":
        Object.assign(env, readEnv(rest));
        break;
      case "ENTRYPOINT":
        entryPoint = execForm(rest);
        break;
      case "CMD":
        command = execForm(rest);
        break;
      case "COPY": {
        const [flags, paths] = splitFlags(rest);
        const words = execForm(paths).length > 0 ? execForm(paths) : paths.split(/\s+/);
        const destination = words.at(-1);
        if (flags.includes("--from=") || destination === undefined) break;
        copies.push({ sources: words.slice(0, -1), destination: resolveIn(workdir, destination) });
        break;
      }
    }
  }
  return { workdir, command: [...entryPoint, ...command], env, copies };
}

function instructions(text: string): (readonly [string, string])[] {
  return text
    .split("\n")
    .filter((line) => !/^\s*#/.test(line))
    .join("\n")
    .replace(/\\\s*\n/g, " ")
    .split("\n")
    .flatMap((line) => {
      const [, instruction = "", rest = ""] = /^\s*([A-Za-z]+)\s+(.*?)\s*$/.exec(line) ?? [];
      return instruction === "" ? [] : [[instruction.toUpperCase(), rest] as const];
    });
}

function splitFlags(rest: string): readonly [string, string] {
  const flags = /^(?:--\S+\s+)*/.exec(rest)?.[0] ?? "";
  return [flags, rest.slice(flags.length)];
}

/** The words of `["node", "server.js"]`; none for the shell form, which needs the image's own shell. */
function execForm(rest: string): readonly string[] {
  try {
    const words: unknown = JSON.parse(rest);
    return Array.isArray(words) ? words.map(String) : [];
  } catch {
    return [];
  }
}

function readEnv(rest: string): Record<string, string> {
  const pairs = [...rest.matchAll(/(\w+)=("(?:[^"\\]|\\.)*"|\S*)/g)];
  if (pairs.length === 0) {
    const [name = "", ...value] = rest.split(/\s+/);
    return { [name]: value.join(" ") };
  }
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, value.replace(/^"|"$/g, "")]));
}

/** A path of the image, absolute and without a slash at its end. */
function resolveIn(workdir: string, path: string): string {
  const parts = (path.startsWith("/") ? path : `${workdir}/${path}`).split("/");
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === "..") resolved.pop();
    else if (part !== "" && part !== ".") resolved.push(part);
  }
  return `/${resolved.join("/")}`;
}
