import { ProcessStarter } from "../../src/tasks/process-starter";
import { Reaper } from "../../src/tasks/reaper";
import { container } from "../support/containers";

describe("a container whose image is built elsewhere", () => {
  const reaper = new Reaper(process.env);
  afterAll(() => {
    reaper.close();
  });
  const starter = new ProcessStarter({ project: process.cwd(), shellEnvironment: {}, reaper });
  const elsewhere = container({ name: "collector", image: "registry.example.com/adot:1" });

  test("is left out, with a line that says so, where the task lives without it", () => {
    expect(starter.leavesOut({ ...elsewhere, essential: false })).toBe(
      "container collector (registry.example.com/adot:1) is built elsewhere and not essential: it does not run here; --containers runs it.",
    );
  });

  test("is refused where the task needs it", () => {
    expect(starter.leavesOut({ ...elsewhere, essential: true })).toBeUndefined();
    expect(starter.check({ ...elsewhere, essential: true }, "books")).toEqual([
      "books: container collector (registry.example.com/adot:1) is built elsewhere; use --containers.",
    ]);
  });
});
