import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { temporaryFolder } from "@private-http-api/test-support";
import { planOf } from "../plan-builder";

const cli = ["--require", require.resolve("tsx/cjs"), path.resolve(__dirname, "../../src/cli.ts")];

describe("npm run review", () => {
  let folder: string;
  let temporary: string;

  beforeAll(() => {
    const gone = planOf([{ address: "aws_db_instance.a", before: { id: "a" } }]);
    folder = temporaryFolder({ "gone.json": JSON.stringify({ ...gone, configuration: {} }) });
    temporary = path.join(folder, "tmp");
    mkdirSync(temporary);
    // The programs that are started find what tsx has compiled already.
    const compiled = `tsx-${String(process.getuid?.() ?? "")}`;
    symlinkSync(path.join(tmpdir(), compiled), path.join(temporary, compiled));
  });

  /** What a run left in its temporary folder, but for the cache of tsx. */
  function left(): readonly string[] {
    return readdirSync(temporary).filter((entry) => !entry.startsWith("tsx-"));
  }

  it("is a program: it prints the review, and its exit code says what the policy says", () => {
    const env = { PATH: process.env["PATH"], TMPDIR: temporary };
    const options = { cwd: folder, env, encoding: "utf8" } as const;
    const good = spawnSync(process.execPath, [...cli, "--plan", "gone.json"], options);
    expect(good).toMatchObject({ status: 4, stderr: "" });
    expect(good.stdout).toContain("aws_db_instance.a");
    const bad = spawnSync(process.execPath, [...cli, "--plan", "no.json"], options);
    expect(bad).toMatchObject({ status: 1, stdout: "" });
    expect(bad.stderr).toMatch(/^no\.json: cannot be read \(ENOENT.*\n$/);
    expect(left()).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "ends on %s with one line and leaves nothing",
    async (signal) => {
      const project = path.join(folder, signal);
      mkdirSync(project);
      writeFileSync(path.join(project, "cdktf.json"), JSON.stringify({ app: "exec sleep 20" }));
      spawnSync("git", ["init", "--quiet", project]);
      spawnSync(
        "git",
        ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "--allow-empty", "-m", "a"],
        {
          cwd: project,
        },
      );
      const child = spawn(process.execPath, [...cli, "dev", "--synth-only"], {
        cwd: project,
        env: { PATH: process.env["PATH"], TMPDIR: temporary },
      });
      let said = "";
      child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
      while (!existsSync(path.join(project, "cdktf.out"))) await setTimeout(20);
      child.kill(signal);
      expect(await once(child, "close")).toEqual([1, null]);
      expect(said).toBe("interrupted; nothing was changed\n");
      expect(readdirSync(path.join(project, "cdktf.out"))).toEqual([]);
      expect(left()).toEqual([]);
    },
    30_000,
  );
});
