import { basename, dirname } from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import type { ContainerRun } from "../../../src/tasks/container-run";
import { ProcessStarter } from "../../../src/tasks/process-starter";
import { Reaper } from "../../../src/tasks/reaper";
import { container } from "../../support/containers";
import { eventually } from "../../support/programs";

const reaper = new Reaper(process.env);
afterAll(() => {
  reaper.close();
});

describe("a container whose image is built elsewhere", () => {
  const starter = new ProcessStarter({ project: process.cwd(), shellEnvironment: {}, reaper, run: "test" });
  const elsewhere = container({ name: "collector", image: "registry.example.com/adot:1" });

  test("is left out, with a line that says so, where the task lives without it", () => {
    expect(starter.leavesOut({ ...elsewhere, essential: false })).toBe(
      "container collector (registry.example.com/adot:1) is built elsewhere and not essential: it is not started here; --containers starts it.",
    );
  });

  test("is refused where the task needs it", () => {
    expect(starter.leavesOut({ ...elsewhere, essential: true })).toBeUndefined();
    expect(starter.check({ ...elsewhere, essential: true }, "books")).toEqual([
      'books: container collector (registry.example.com/adot:1) is built elsewhere; use --containers, --service books=http://localhost:<port> or --run books="<command>".',
    ]);
  });
});

describe("a program that this machine lacks is told in one line, with what to do", () => {
  function lines(files: Readonly<Record<string, string>>): readonly string[] {
    const folder = temporaryFolder(files);
    const starter = new ProcessStarter({
      project: dirname(folder),
      shellEnvironment: { PATH: process.env["PATH"] },
      reaper,
      run: "test",
    });
    return starter.check(container({ buildContext: basename(folder) }), "orders").map((l) => l.replace(folder, "F"));
  }

  test.each([
    [
      "the toolchain of a Procfile",
      { Procfile: "web: no-such-toolchain run .\n" },
      "orders: no-such-toolchain, which F/Procfile starts, is not on this machine; install it, add a Procfile that says how the service starts here, or use --containers.",
    ],
    [
      "the compiled program of an image",
      { Dockerfile: 'FROM a AS build\nFROM b\nCOPY --from=build /server /server\nCMD ["/server"]\n' },
      "orders: /server, which F/Dockerfile starts, is not on this machine; add a Procfile beside it that says how the service starts here (`web: go run .`), or use --containers.",
    ],
  ])("%s", (_case, files, line) => {
    expect(lines(files)).toEqual([line]);
  });

  test.each(["cd . && true", "PORT=1 node x.js", "./run.sh", "$UNKNOWN x"])("`web: %s` lacks nothing", (web) => {
    expect(lines({ Procfile: `web: ${web}\n`, "run.sh": "" })).toEqual([]);
  });
});

describe("a program that a launcher started, and that goes on draining when the launcher has ended", () => {
  /** As `go run` does: it ends at SIGTERM, and the program in its group has got the signal too. */
  const launcher = `
    require("node:child_process").spawn(process.execPath, ["program.js"], { stdio: "inherit" });
  `;
  function program(drain: number): string {
    return `
    setInterval(() => undefined, 1000);
    process.on("SIGTERM", () => setTimeout(() => { console.log("drained"); process.exit(0); }, ${drain}));
    console.log("up");
  `;
  }

  async function started(
    drain: number,
    stopTimeoutSeconds: number,
  ): Promise<{ run: ContainerRun; said: () => string }> {
    const folder = temporaryFolder({
      Procfile: "web: node launcher.js\n",
      "launcher.js": launcher,
      "program.js": program(drain),
    });
    let said = "";
    const shellEnvironment = { PATH: process.env["PATH"] };
    const starter = new ProcessStarter({ project: dirname(folder), shellEnvironment, reaper, run: "test" });
    const run = starter.start({
      taskId: "orders/1",
      task: { address: "t", family: "orders", cpu: 256, memoryMiB: 512, containers: [] },
      container: container({ buildContext: basename(folder), stopTimeoutSeconds }),
      port: 1,
      write: (text) => (said += text),
    });
    await eventually(() => said.includes("up"));
    return { run, said: () => said };
  }

  test("has its stop timeout to do so", async () => {
    const { run, said } = await started(300, 20);
    await run.stop();
    expect(said()).toContain("drained");
  });

  test("is killed when that is over", async () => {
    const { run, said } = await started(60_000, 0.3);
    await run.stop();
    expect(said()).not.toContain("drained");
  });
});
