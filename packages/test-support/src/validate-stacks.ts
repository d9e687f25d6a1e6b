import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tryRun } from "@private-http-api/cli-kit";
import { terraformSettings } from "@private-http-api/emulator";
import { progress } from "./progress";
import { temporaryFolder } from "./temporary-folder";

interface Validation {
  readonly diagnostics: readonly {
    readonly severity: "error" | "warning";
    readonly summary: string;
    readonly detail?: string;
    readonly range?: { readonly filename: string };
    readonly address?: string;
  }[];
}

/** Stacks per run: each run needs seconds to start, and Terraform keeps all of its stacks in memory. */
const BATCH = 250;

/** Provider blocks per run: Terraform starts a process for each, for a second, and resources are validated without them. */
const PROVIDERS = 6;

/**
 * The errors of `terraform validate`, with the real providers, in stacks: one line each. Stacks are modules of one root.
 * Provider blocks, which are the same in most stacks, are kept only in the first stacks of each run.
 *
 * @param stacks cdk.tf.json of each, by a name of letters, digits, `_` and `-`, with which the lines begin
 */
export async function validateStacks(stacks: ReadonlyMap<string, string>): Promise<readonly string[]> {
  const all = [...stacks];
  const found: string[] = [];
  for (let first = 0; first < all.length; first += BATCH)
    found.push(...(await validateModules(all.slice(first, first + BATCH))));
  return found;
}

async function validateModules(stacks: readonly (readonly [string, string])[]): Promise<readonly string[]> {
  const folder = temporaryFolder();
  const module = Object.fromEntries(stacks.map(([name]) => [`m-${name}`, { source: `./${name}` }]));
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ module }));
  for (const [index, [name, text]] of stacks.entries()) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, "cdk.tf.json"), index < PROVIDERS ? text : withoutProviders(text));
  }
  const images = stacks.some(([, text]) => text.includes('"docker_image"'));
  const configFile = path.join(folder, "cli.tfrc");
  const settings = await terraformSettings({ env: process.env, progress, images, configFile });
  const options = { cwd: folder, env: { ...process.env, ...settings } };
  const init = await tryRun("terraform", ["init", "-backend=false", "-input=false", "-no-color"], options);
  if (init.exitCode !== 0) return [init.stderr];
  const { stdout } = await tryRun("terraform", ["validate", "-json"], options);
  const { diagnostics } = JSON.parse(stdout) as Validation;
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ summary, detail = "", range, address = "" }) =>
      [range?.filename ?? "", address, summary, detail].join(": ").replaceAll(/\s+/g, " "),
    );
}

/** Keeps aliased providers, because resources that name one need its configuration. */
function withoutProviders(text: string): string {
  const stack = JSON.parse(text) as { readonly provider?: Readonly<Record<string, readonly object[]>> };
  const named = Object.entries(stack.provider ?? {}).flatMap(([name, blocks]) => {
    const aliased = blocks.filter((block) => "alias" in block);
    return aliased.length === 0 ? [] : [[name, aliased] as const];
  });
  return JSON.stringify({ ...stack, provider: named.length === 0 ? undefined : Object.fromEntries(named) });
}
