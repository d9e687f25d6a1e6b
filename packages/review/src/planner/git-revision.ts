import { existsSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tryRun, type RunResult } from "@private-http-api/cli-kit";
import { ReviewError } from "../errors";

export interface CheckedOutRevision {
  /** Folder that holds the project as it was. */
  readonly folder: string;
  /** Folder of the repository that the revision is of. */
  readonly repository: string;
  remove(): void;
}

export interface CheckOutProps {
  readonly project: string;
  readonly revision: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Lays out a git revision of the project in a temporary folder, with the packages that are installed now. */
export async function checkOutRevision(props: CheckOutProps): Promise<CheckedOutRevision> {
  const { project, revision } = props;
  const top = (
    await git(props, ["rev-parse", "--show-toplevel"], "is no git repository; --synth-only needs one")
  ).trim();
  const commit = await git(
    props,
    ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`],
    `has no revision ${JSON.stringify(revision)}; give a branch, a tag or a commit that git knows (after \`git fetch\`)`,
  );
  const folder = mkdtempSync(path.join(tmpdir(), "review-"));
  function remove(): void {
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    const archive = path.join(folder, "revision.tar");
    const tree = path.join(folder, "tree");
    await git(
      { ...props, project: top },
      ["archive", `--output=${archive}`, "--prefix=tree/", commit.trim()],
      "cannot be archived",
    );
    const unpacked = await tryRun("tar", ["-xf", archive, "-C", folder], props);
    if (unpacked.exitCode !== 0) throw new ReviewError(`${revision}: cannot be unpacked (${unpacked.stderr.trim()})`);
    rmSync(archive);
    const inside = path.join(tree, path.relative(top, project));
    const modules = path.join(project, "node_modules");
    const linked = path.join(inside, "node_modules");
    if (existsSync(modules) && !existsSync(linked)) symlinkSync(modules, linked);
    return { folder: inside, repository: top, remove };
  } catch (thrown) {
    remove();
    throw thrown;
  }
}

async function git({ project, env, signal }: CheckOutProps, args: readonly string[], refusal: string): Promise<string> {
  const result: RunResult = await tryRun("git", args, { cwd: project, env, signal });
  if (signal.aborted) throw new ReviewError("interrupted; nothing was changed");
  if (result.exitCode !== 0) throw new ReviewError(`${project}: ${refusal}`);
  return result.stdout;
}
