/** What an image starts and where, as far as the last stage of its Dockerfile shows it. */
export interface ImageStart {
  readonly workdir: string;
  /** ENTRYPOINT and CMD in exec form. */
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** COPY from the build context, but not from other stages. */
  readonly copies: readonly { readonly sources: readonly string[]; readonly destination: string }[];
}

interface Stage {
  workdir: string;
  entryPoint: readonly string[];
  command: readonly string[];
  /** Whether the stage has its own CMD, which its ENTRYPOINT then keeps; an inherited one is dropped. */
  hasOwnCommand: boolean;
  readonly env: Record<string, string>;
  readonly copies: { readonly sources: readonly string[]; readonly destination: string }[];
}

/** Parses a Dockerfile's last stage, and the stages that it is built on ("Dockerfile reference"). */
export function parseDockerfile(text: string): ImageStart {
  const named = new Map<string, Stage>();
  let stage = stageOn(undefined);
  for (const [instruction, rest] of instructions(text)) {
    if (instruction === "FROM") {
      const [base = "", , name] = splitFlags(rest)[1].toLowerCase().split(/\s+/);
      stage = stageOn(named.get(base));
      if (name !== undefined) named.set(name, stage);
    } else apply(stage, instruction, rest);
  }
  const { workdir, entryPoint, command, env, copies } = stage;
  return { workdir, command: [...entryPoint, ...command], env, copies };
}

/** A new stage, with what it inherits from an earlier one; other images are not known here. */
function stageOn(base: Stage | undefined): Stage {
  return {
    workdir: base?.workdir ?? "/",
    entryPoint: base?.entryPoint ?? [],
    command: base?.command ?? [],
    hasOwnCommand: false,
    env: { ...base?.env },
    copies: [...(base?.copies ?? [])],
  };
}

function apply(stage: Stage, instruction: string, rest: string): void {
  switch (instruction) {
    case "WORKDIR":
      stage.workdir = resolveIn(stage.workdir, rest);
      break;
    case "ENV":
      Object.assign(stage.env, readEnv(rest));
      break;
    case "ENTRYPOINT":
      stage.entryPoint = execForm(rest);
      if (!stage.hasOwnCommand) stage.command = [];
      break;
    case "CMD":
      stage.command = execForm(rest);
      stage.hasOwnCommand = true;
      break;
    case "COPY": {
      const [flags, paths] = splitFlags(rest);
      const words = execForm(paths).length > 0 ? execForm(paths) : paths.split(/\s+/);
      const destination = words.at(-1);
      if (flags.includes("--from=") || destination === undefined) break;
      stage.copies.push({ sources: words.slice(0, -1), destination: resolveIn(stage.workdir, destination) });
      break;
    }
  }
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

/** The words of `["node", "server.js"]`; empty for the shell form, which needs the image's own shell. */
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

/** A path of the image, absolute and without a trailing slash. */
function resolveIn(workdir: string, path: string): string {
  const parts = (path.startsWith("/") ? path : `${workdir}/${path}`).split("/");
  const resolved: string[] = [];
  for (const part of parts) {
    if (part === "..") resolved.pop();
    else if (part !== "" && part !== ".") resolved.push(part);
  }
  return `/${resolved.join("/")}`;
}
