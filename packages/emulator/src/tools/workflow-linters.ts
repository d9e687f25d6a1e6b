import { mkdir } from "node:fs/promises";
import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import { cacheFolder } from "./cache-folder";
import { makeOnce } from "./make-once";
import { withProgress } from "./progress";
import { pythonTool } from "./python-tool";
import type { Surroundings } from "./surroundings";

/** Pinned by version alone: Go's checksum database ensures that a version's content never changes. */
const ACTIONLINT = "1.7.12";

/** Programs that check workflows for mistakes and security problems. */
export interface WorkflowLinters {
  readonly actionlint: string;
  readonly zizmor: string;
}

/** Installs both, once. */
export async function workflowLinters(surroundings: Surroundings): Promise<WorkflowLinters> {
  const { env, progress, signal } = surroundings;
  const folder = path.join(cacheFolder(env), `actionlint-${ACTIONLINT}`);
  await makeOnce(folder, (draft) =>
    withProgress(progress, `actionlint ${ACTIONLINT}: building (about a minute, once)`, async () => {
      await mkdir(draft);
      await run("go", ["install", "-trimpath", `github.com/rhysd/actionlint/cmd/actionlint@v${ACTIONLINT}`], {
        env: { ...env, GOBIN: draft, GOFLAGS: "", GOWORK: "off" },
        signal,
      });
    }),
  );
  const python = await pythonTool("zizmor", surroundings);
  return { actionlint: path.join(folder, "actionlint"), zizmor: path.join(path.dirname(python), "zizmor") };
}
