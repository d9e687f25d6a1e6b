import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import { copySources } from "./copy-repository";
import { cdktnManifest, type Manifest } from "./cdktn-manifest";
import { frontDoorConfig, frontDoorSources } from "./front-door";
import { FULL_ACCOUNT, fullConfig } from "./full-config";
import { temporaryFolder } from "./temporary-folder";

/** Config files that together cover every kind of stack and setting; their images and functions are never built. */
export function fixtureConfigFiles(): Readonly<Record<string, string>> {
  const frontDoor = frontDoorConfig({
    account: "111111111111",
    region: "eu-central-1",
    issuer: "https://issuer.example.com",
    sources: frontDoorSources(),
    zoneId: "Z0123456789ABCDEFGHIJ",
    images: "given",
  });
  const endpoints = withoutInternet(fullConfig({ network: { egress: "endpoints" }, protect: false }));
  const configs = { full: fullConfig(), frontDoor, endpoints };
  return Object.fromEntries(
    Object.entries(configs).map(([name, config]) => [
      name,
      path.join(temporaryFolder({ [`${name}.json`]: JSON.stringify(config) }), `${name}.json`),
    ]),
  );
}

/** The config with every image in ECR, which tasks can pull through endpoints. */
function withoutInternet(config: unknown): unknown {
  const registry = "registry.example.com/";
  return JSON.parse(JSON.stringify(config).replaceAll(registry, `${FULL_ACCOUNT}.dkr.ecr.us-west-2.amazonaws.com/`));
}

/** A project and the Node that synthesizes it. */
export interface Toolchain {
  /** Folder of the project. */
  readonly project: string;
  /** Folder with `node`. @default the Node that runs the tests */
  readonly nodeFolder?: string;
}

/**
 * Synthesizes a config with a toolchain.
 *
 * @returns the stacks' JSON by stack, with the project's path replaced by `<project>`
 */
export async function synthesizeWith(toolchain: Toolchain, configFile: string): Promise<Record<string, string>> {
  const outdir = temporaryFolder();
  await run("node", ["--require", "@private-http-api/http-api/register-typescript", "main.ts"], {
    cwd: toolchain.project,
    env: { ...environmentOf(toolchain), CDKTF_OUTDIR: outdir, HTTP_API_CONFIG: configFile },
  });
  const stacks = path.join(outdir, "stacks");
  return Object.fromEntries(
    readdirSync(stacks).map((stack) => {
      const folder = path.join(stacks, stack);
      const text = readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
      return [stack, text.replaceAll(path.relative(folder, toolchain.project), "<project>")];
    }),
  );
}

/** Environment variables with the toolchain's `node` first on the PATH. */
export function environmentOf({ nodeFolder }: Toolchain): NodeJS.ProcessEnv {
  const folder = nodeFolder ?? path.dirname(process.execPath);
  return { ...process.env, PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}` };
}

/** A clone of this project with cdktn installed instead of CDKTF. */
export async function cdktnProject(nodeFolder: string): Promise<Toolchain> {
  const project = temporaryFolder();
  copySources(project);
  const folders = readdirSync(path.join(project, "packages")).map((name) => path.join("packages", name));
  for (const folder of ["", ...folders]) rewrite(path.join(project, folder, "package.json"));
  const toolchain = { project, nodeFolder };
  const flags = ["--no-audit", "--no-fund", "--ignore-scripts"];
  await run("npm", ["install", ...flags], { cwd: project, env: environmentOf(toolchain) });
  return toolchain;
}

function rewrite(file: string): void {
  const manifest = cdktnManifest(JSON.parse(readFileSync(file, "utf8")) as Manifest);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
}
