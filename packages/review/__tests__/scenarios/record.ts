/**
 * Records the plans that the golden tests read: `node --require tsx/cjs __tests__/unit/review/scenarios/record.ts <name>…`
 * in a copy of the project whose `dev` is deployed to the emulator that AWS_ENDPOINT_URL names. The scenarios and what
 * each changes are in `scenarios.ts`.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { synthesize } from "@private-http-api/cli-kit";
import { type JsonObject, readSynthesis, stacksOf, SynthesizedApp } from "@private-http-api/terraform-json";
import { Redactor } from "../../src/plan/redact";
import { EnvironmentPlanner } from "../../src/planner/plan-environment";
import { baseConfig, scenarios } from "./scenarios";
import type { Recording } from "./recording";

const { signal } = new AbortController();
const project = process.cwd();
const outdir = path.join(project, "cdktf.out");

async function record(name: string): Promise<void> {
  const scenario = scenarios[name];
  if (scenario === undefined)
    throw new Error(`${name}: no such scenario; there are ${Object.keys(scenarios).join(", ")}`);
  const config = path.join(tmpdir(), `review-scenario-${process.pid}.json`);
  writeFileSync(config, JSON.stringify(scenario.config?.(structuredClone(baseConfig)) ?? baseConfig));
  const env = { ...process.env, HTTP_API_CONFIG: config };
  try {
    await synthesize({ project, outdir, env, signal });
    for (const [stack, edit] of Object.entries(scenario.edits ?? {})) {
      const file = path.join(outdir, "stacks", stack, "cdk.tf.json");
      writeFileSync(file, JSON.stringify(edit(JSON.parse(readFileSync(file, "utf8")) as JsonObject)));
    }
    const all = readSynthesis(outdir);
    const app = new SynthesizedApp(all);
    const stacks = stacksOf(all, "dev");
    const planner = new EnvironmentPlanner({
      app,
      stacks,
      env,
      signal,
      redactor: new Redactor(),
      progress: console.log,
    });
    const planned = await planner.plan();
    const recording: Recording = {
      stacks: stacks.map(({ name, json }) => ({ name, json })),
      plans: planned.map(({ stack, notes }) => ({ stack, notes, plan: trimmed(planner.plans.get(stack)) })),
    };
    const folder = path.join(__dirname, "..", "golden");
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, `${name}.json.gz`), gzipSync(JSON.stringify(recording), { level: 9 }));
  } finally {
    rmSync(config);
  }
}

/** The synthesized stacks say what `configuration` does. */
function trimmed(plan: object | undefined): object {
  return { ...plan, configuration: undefined };
}

void (async () => {
  for (const name of process.argv.slice(2)) await record(name);
})();
