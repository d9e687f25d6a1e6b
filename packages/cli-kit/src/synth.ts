import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { runNode } from "./node-script";
import { Problem } from "./user-error";

/** Makes what the sample services' processes run; the same file does it for `npm run bundle`. */
export async function bundle(project: string): Promise<void> {
  const script = "packages/service-tools/src/bundle.mjs";
  if (existsSync(join(project, script))) await runNode(project, script);
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
