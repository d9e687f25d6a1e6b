import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { runNode } from "./node-script";
import { Problem } from "./user-error";

/** Bundles a project's services, where it has the package that does it; `npm run bundle` does the same. */
export async function bundle(project: string): Promise<void> {
  const script = bundlerOf(project);
  if (script !== undefined) await runNode(project, script);
}

function bundlerOf(project: string): string | undefined {
  try {
    return createRequire(join(project, "package.json")).resolve("@private-http-api/service-tools");
  } catch {
    return undefined;
  }
}

/** Where the synth writes to: CDKTF's own variable says it. */
export function outdirIn(project: string, env: NodeJS.ProcessEnv): string {
  return resolve(project, env["CDKTF_OUTDIR"] ?? "cdktf.out");
}

/** Bundles the services, whose content decides the images' tags, and synthesizes: what `npm run synth` does. */
export async function synthesize(project: string): Promise<void> {
  const main = join(project, "main.ts");
  if (!existsSync(main)) throw new Problem(`${main} is not there; run npm start in the project's folder.`);
  await bundle(project);
  await runNode(project, "--require", "@private-http-api/http-api/register-typescript", "main.ts");
}
