/** `npm run docs:lifecycle`: deploys the sample environment to an emulator of its own and writes docs/lifecycle.md. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startLocalCloud } from "@private-http-api/emulator";
import { progress, TerraformProject } from "@private-http-api/test-support";
import { LifecycleMatrix } from "./matrix";
import { lifecyclePage, PAGE } from "./page";
import { ACCOUNT, DEPLOYED, ENVIRONMENT, REGION } from "./settings";

async function write(): Promise<void> {
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
  const project = new TerraformProject(cloud, DEPLOYED);
  try {
    await project.cdktf("deploy", `${ENVIRONMENT}-*`);
    writeFileSync(PAGE, lifecyclePage(await new LifecycleMatrix(project).rows()));
  } finally {
    await project.end();
    await cloud.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

void write();
