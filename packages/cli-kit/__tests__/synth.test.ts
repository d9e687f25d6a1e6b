import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { synthesize } from "../src/synth";

const project = mkdtempSync(join(tmpdir(), "synth-"));
afterAll(() => {
  rmSync(project, { recursive: true });
});

/** An app that writes only this manifest. */
function appWith(manifest: string): void {
  writeFileSync(join(project, "cdktf.json"), JSON.stringify({ app: "cp written.json manifest.json" }));
  writeFileSync(join(project, "written.json"), manifest);
}

async function said(): Promise<string> {
  const write = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    await synthesize({ project, outdir: project, env: process.env });
    return write.mock.calls.map(([text]) => String(text)).join("");
  } finally {
    write.mockRestore();
  }
}

test("an app's warnings are shown, each once per process", async () => {
  function annotations(...messages: readonly string[]) {
    return messages.map((message) => ({ level: "@cdktf/warn", message, constructPath: "dev" }));
  }
  const info = { level: "@cdktf/info", message: "by the way", constructPath: "dev" };
  appWith(JSON.stringify({ stacks: { one: { annotations: [...annotations("a", "b"), info] }, two: {} } }));
  expect(await said()).toBe("warning: a\nwarning: b\n");
  appWith(JSON.stringify({ stacks: { one: { annotations: annotations("b", "c") } } }));
  expect(await said()).toBe("warning: c\n");
});

test("an app that does not use CDKTF has no warnings", async () => {
  appWith("no JSON");
  expect(await said()).toBe("");
});
