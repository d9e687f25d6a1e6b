/** An image that a Dockerfile uses. */
export interface BaseImage {
  /** As written, with its digest if it has one. */
  readonly name: string;
  /** Line with the name, from 0: for `FROM ${NODE_IMAGE}` the line of the `ARG`. */
  readonly line: number;
}

/** The images that a Dockerfile is built on, and what cannot be pinned, each as `<line>: <why>`. */
export interface BaseImages {
  readonly images: readonly BaseImage[];
  readonly problems: readonly string[];
}

const ARG = /^\s*ARG\s+(\w+)=(["']?)([^"'\s]+)\2\s*$/i;
const FROM = /^\s*FROM\s+(?:--\S+\s+)*(\S+)(?:\s+AS\s+(\S+))?/i;
const COPY = /^\s*(?:COPY|ADD)\s+(?:--\S+\s+)*?--from=(\S+)/i;
const VARIABLE = /^\$(?:\{(\w+)\}|(\w+))$/;

/** Images of all `FROM` and `COPY --from`, without `scratch` and the Dockerfile's own stages. */
export function baseImagesOf(dockerfile: string): BaseImages {
  const args = new Map<string, BaseImage>();
  const stages = new Set(["scratch"]);
  const images = new Map<number, BaseImage>();
  const problems: string[] = [];
  for (const [line, text] of dockerfile.split("\n").entries()) {
    const [, arg, , value] = ARG.exec(text) ?? [];
    // Only an ARG before the first FROM has a value in a FROM.
    if (arg !== undefined && value !== undefined && stages.size === 1) args.set(arg, { name: value, line });
    const [, from, stage] = FROM.exec(text) ?? [];
    const name = from ?? COPY.exec(text)?.[1];
    if (name === undefined) continue;
    const image = imageOf(name, line, args);
    if (typeof image === "string") problems.push(`${String(line + 1)}: ${image}`);
    else if (!stages.has(image.name.toLowerCase()) && !/^\d+$/.test(image.name)) images.set(image.line, image);
    if (from !== undefined) stages.add((stage ?? `stage ${String(line)}`).toLowerCase());
  }
  return { images: [...images.values()], problems };
}

/** The Dockerfile with its images renamed; `names` has the new names by the old ones. */
export function renameImages(dockerfile: string, names: ReadonlyMap<string, string>): string {
  const lines = dockerfile.split("\n");
  for (const { name, line } of baseImagesOf(dockerfile).images) {
    lines[line] = (lines[line] ?? "").replace(name, () => names.get(name) ?? name);
  }
  return lines.join("\n");
}

function imageOf(name: string, line: number, args: ReadonlyMap<string, BaseImage>): BaseImage | string {
  if (!name.includes("$")) return { name, line };
  const [, braced, bare] = VARIABLE.exec(name) ?? [];
  const variable = braced ?? bare;
  if (variable === undefined) return `${name} is composed of parts; write the image in one ARG`;
  const given = args.get(variable);
  if (given === undefined) return `${name} has no default; give one: ARG ${variable}=<image> before the first FROM`;
  return given.name.includes("$") ? `ARG ${variable} is composed of parts; write the image in one ARG` : given;
}
