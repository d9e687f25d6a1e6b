import { mkdtempSync, readdirSync } from "node:fs";
import path from "node:path";
import { tryRun, type RunResult } from "@private-http-api/cli-kit";
import { reviewSchema } from "../../src/render/review-schema";
import type { TerraformProject } from "@private-http-api/test-support";

/** `npm run review` as it is typed in a project; whatever its end, it must leave nothing behind. */
export class ReviewCommand {
  /** An empty folder that plays the machine's one for temporary files. */
  readonly temporary: string;

  constructor(
    private readonly project: TerraformProject,
    private readonly environment: string,
  ) {
    this.temporary = mkdtempSync(path.join(project.folder, "tmp-"));
  }

  async run(args: readonly string[] = [], env: NodeJS.ProcessEnv = {}): Promise<RunResult> {
    const { project, temporary } = this;
    const result = await tryRun("npm", ["run", "--silent", "review", "--", this.environment, ...args], {
      cwd: project.folder,
      env: { ...project.env, TMPDIR: temporary, COLUMNS: "160", ...env },
    });
    // tsx keeps a cache of its own there.
    const left = readdirSync(temporary).filter((entry) => !entry.startsWith("tsx-"));
    const copies = readdirSync(path.join(project.folder, "cdktf.out/stacks")).filter((entry) => entry.startsWith("."));
    expect([left, copies]).toEqual([[], []]);
    return result;
  }

  /** What the JSON says, held to its schema, and the exit code. */
  async json() {
    const { exitCode, stdout, stderr } = await this.run(["--format", "json"]);
    if (stdout === "") throw new Error(stderr);
    return { exitCode, ...reviewSchema.parse(JSON.parse(stdout)) };
  }
}
