/**
 * `npm run docs:lifecycle`: deploys the sample environments to an emulator of its own and writes docs/lifecycle.md. With
 * arguments only the rows whose settings contain one of them: `npm run docs:lifecycle -- consumers`.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalCloud } from "@private-http-api/emulator";
import { progress, TerraformProject } from "@private-http-api/test-support";
import { LifecycleMatrix } from "./matrix";
import { cellsOf, lifecyclePage, PAGE, pageRows } from "./page";
import type { LifecycleRow } from "./rows";
import { type Sample, SAMPLES, samplesFor } from "./samples";
import { ACCOUNT, ENVIRONMENT, REGION } from "./settings";

type Cloud = Awaited<ReturnType<typeof startLocalCloud>>;

async function write(texts: readonly string[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "lifecycle-"));
  const cloud = await startLocalCloud({
    folder,
    account: ACCOUNT,
    region: REGION,
    lenient: false,
    images: false,
    baseImages: [],
    lifetime: "parent",
    env: { ...process.env, AWS_ENDPOINT_URL: undefined },
    progress,
    signal: new AbortController().signal,
  });
  try {
    const rows = new Map(pageRows().map((row) => [row[0], row]));
    for (const sample of samplesFor(texts)) {
      for (const row of await rowsOf(sample, cloud)) rows.set(row.setting, cellsOf(row));
    }
    const names = SAMPLES.flatMap(({ settings }) => settings.map(({ name }) => name));
    writeFileSync(PAGE, lifecyclePage(names.flatMap((name) => [rows.get(name) ?? []])));
  } finally {
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function rowsOf({ config, settings }: Sample, cloud: Cloud): Promise<readonly LifecycleRow[]> {
  const project = new TerraformProject(cloud, config);
  try {
    await project.cdktf("deploy", `${ENVIRONMENT}-*`);
    return await new LifecycleMatrix(project, config).rows(settings);
  } finally {
    await project.end();
  }
}

void write(process.argv.slice(2));
