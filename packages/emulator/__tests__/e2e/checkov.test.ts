import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { resolveConfig } from "@private-http-api/http-api";
import { buildApp } from "../../../../stacks/build-app";
import { bookstore } from "@private-http-api/test-support/bookstore";
import {
  BOOKSTORE,
  checkovExceptions,
  describeWith,
  excuses,
  doorsConfig,
  fullConfig,
  inFolder,
  progress,
  scan,
  type Scan,
} from "@private-http-api/test-support";

describeWith(["checkov"], "checkov, over every environment of the bookstore and over one with everything in it", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "checkov-"));
  const exceptions = checkovExceptions();
  let result: Scan;

  beforeAll(async () => {
    for (const [name, raw] of Object.entries({ bookstore, everything: fullConfig(), doors: doorsConfig() })) {
      const { config } = resolveConfig(raw);
      if (!config) throw new Error(`${name}: not a config`);
      const app = new App({ stackTraces: false, outdir: path.join(folder, name) });
      inFolder(BOOKSTORE, () => {
        buildApp(app, config);
      });
      app.synth();
    }
    result = await scan(folder, process.env, progress);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test("finds nothing that is not an exception with a reason", () => {
    const excused = result.failed.filter((finding) => exceptions.some((exception) => excuses(exception, finding)));
    const failed = result.failed.filter((finding) => !excused.includes(finding));
    expect(failed).toEqual([]);
    expect(result.passed).toBeGreaterThan(500);
    expect(result.parsingErrors).toBe(0);
    process.stderr.write(
      [
        `checkov: ${String(result.passed)} passed, 0 failed, ${String(excused.length)} excepted:`,
        ...exceptions.map(({ check, reason }) => `  ${check}: ${reason}`),
        "",
      ].join("\n"),
    );
  });

  test("has no exception that excuses nothing", () => {
    const idle = exceptions.filter((exception) => !result.failed.some((finding) => excuses(exception, finding)));
    expect(idle).toEqual([]);
  });
});
