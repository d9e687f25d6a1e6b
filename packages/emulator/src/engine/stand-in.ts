import { copyFileSync, cpSync, mkdirSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { run, type RunOptions, tryRun } from "@private-http-api/cli-kit";

/** Content that replaces a base image that cannot be pulled. */
export interface StandIn {
  /** Its content in words, for the line of progress. */
  readonly contents: string;
  readonly path: string;
  readonly command: string;
  /** Copies it to the root folder of the image. */
  readonly fill: (root: string, options: RunOptions) => Promise<void>;
}

/** Toolchains by the last part of a repository's name. */
const TOOLCHAINS: Readonly<Record<string, StandIn>> = {
  node: {
    contents: `this machine's Node ${process.version}`,
    path: "/usr/local/bin:/usr/bin:/bin",
    command: "node",
    fill: (root, options) => putProgram(root, process.execPath, "/usr/local/bin/node", options),
  },
  python: {
    contents: "this machine's Python",
    path: "/usr/local/bin:/usr/bin:/bin",
    command: "python3",
    fill: putPython,
  },
  golang: {
    contents: "this machine's Go",
    path: "/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin",
    command: "go",
    fill: putGo,
  },
};

/** An image without programs, for compiled services, e.g. in place of `gcr.io/distroless/static-debian12:nonroot`. */
const EMPTY: StandIn = {
  contents: "an empty file system",
  path: "/",
  command: "/server",
  fill: () => Promise.resolve(),
};

/** The stand-in for an image: with the toolchain in its name, or without programs. */
export function standInFor(image: string): StandIn {
  const repository = image.replace(/[:@][^/]*$/, "");
  return TOOLCHAINS[path.posix.basename(repository)] ?? EMPTY;
}

/** Copies a program and its libraries, which keep their paths. */
async function putProgram(root: string, program: string, target: string, options: RunOptions): Promise<void> {
  const real = realpathSync(program);
  put(root, real, target);
  await putLibraries(root, real, options);
}

async function putLibraries(root: string, file: string, options: RunOptions): Promise<void> {
  // ldd fails for a static program.
  const { stdout } = await tryRun("ldd", [file], options);
  for (const library of libraries(stdout)) put(root, library, library);
}

/** The interpreter and its standard library, without installed packages, tests and caches. */
async function putPython(root: string, options: RunOptions): Promise<void> {
  const asked = "import sys, sysconfig; print(sys.executable); print(sysconfig.get_path('stdlib'))";
  const [executable = "", library = ""] = (await run("python3", ["-c", asked], options)).split("\n");
  await putProgram(root, executable, "/usr/local/bin/python3", options);
  const target = path.join(root, "usr/local/lib", path.basename(library));
  copyTree(library, target, /\/(site-packages|dist-packages|test|tests|idlelib|tkinter|__pycache__|config-[^/]*)$/);
  const extensions = path.join(library, "lib-dynload");
  for (const name of readdirSync(extensions)) await putLibraries(root, path.join(extensions, name), options);
}

async function putGo(root: string, options: RunOptions): Promise<void> {
  const goroot = (await run("go", ["env", "GOROOT"], options)).trim();
  copyTree(goroot, path.join(root, "usr/local/go"), /\/(testdata|api|doc|misc)$|^\/test$|_test\.go$/);
  await putLibraries(root, path.join(goroot, "bin/go"), options);
}

/** @param without paths in the folder that are not copied */
function copyTree(folder: string, target: string, without: RegExp): void {
  mkdirSync(path.dirname(target), { recursive: true });
  cpSync(folder, target, {
    recursive: true,
    dereference: true,
    filter: (source) => !without.test(source.slice(folder.length)),
  });
}

function put(root: string, file: string, target: string): void {
  const copy = path.join(root, target);
  mkdirSync(path.dirname(copy), { recursive: true });
  copyFileSync(realpathSync(file), copy);
}

/** Paths in what `ldd` prints: `libm.so.6 => /lib/… (0x…)`, and the loader, `/lib64/… (0x…)`. */
export function libraries(lddOutput: string): string[] {
  return lddOutput.split("\n").flatMap((line) => /(?:=>\s+|^\s*)(\/\S+)\s+\(0x/.exec(line)?.[1] ?? []);
}
