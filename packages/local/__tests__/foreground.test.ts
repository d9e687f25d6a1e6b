import { Foreground } from "../src/foreground";

function foreground(echoMilliseconds = 0) {
  const said: string[] = [];
  const done: (string | number)[] = [];
  const on = new Foreground({
    echoMilliseconds,
    print: (line) => said.push(line),
    end: (exitCode) => done.push(exitCode),
    fail: (error) => done.push(String(error)),
  });
  let stopped: () => void = () => undefined;
  const run = {
    stop: () =>
      new Promise<void>((resolve) => {
        done.push("stop");
        stopped = resolve;
      }),
    kill: () => done.push("kill"),
  };
  return {
    on,
    run,
    said,
    done,
    drained: () => {
      stopped();
    },
  };
}

test("the first signal stops in order, and the process ends with 0 once that is done", async () => {
  const { on, run, said, done, drained } = foreground();
  on.begin(run);
  on.onSignal("SIGINT");
  expect(said).toEqual([expect.stringContaining("Ctrl-C again stops at once")]);
  expect(done).toEqual(["stop"]);
  drained();
  await Promise.resolve();
  await Promise.resolve();
  expect(done).toEqual(["stop", 0]);
});

test.each([
  ["SIGHUP", 129],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("a second signal, %s, kills at once and exits with %i", (signal, exitCode) => {
  const { on, run, done } = foreground();
  on.begin(run);
  on.onSignal("SIGINT");
  on.onSignal(signal);
  expect(done).toEqual(["stop", "kill", exitCode]);
});

test("a signal before anything was started ends the process", () => {
  const { on, done } = foreground();
  on.onSignal("SIGTERM");
  expect(done).toEqual([143]);
});

test("a stop that fails is a failure of the process", async () => {
  const { on, run, done } = foreground();
  on.begin({ ...run, stop: () => Promise.reject(new Error("stuck")) });
  on.onSignal("SIGINT");
  await new Promise((resolve) => setImmediate(resolve));
  expect(done).toEqual(["Error: stuck"]);
});

test("Ctrl-C that a terminal and npm both hand on counts once", () => {
  const { on, run, done } = foreground(60_000);
  on.begin(run);
  on.onSignal("SIGINT");
  on.onSignal("SIGINT");
  expect(done).toEqual(["stop"]);
});

test("a parent that has ended stops the run in order, where it does not stop already", () => {
  const { on, run, done } = foreground();
  on.begin(run);
  on.onOrphaned();
  on.onOrphaned();
  expect(done).toEqual(["stop"]);
});
