import { container } from "./support/containers";
import { programService } from "./support/programs";
import { checkOwnProcesses, runCommands } from "../src/tasks/own-processes";
import { commandName, readOptions } from "../src/options";

/** What it says before it ends the process. */
function refusal(argv: readonly string[], name?: string): string {
  const said: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const exit = jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${String(code)}`);
  });
  try {
    expect(() => readOptions(argv, name)).toThrow("exit 1");
  } finally {
    write.mockRestore();
    exit.mockRestore();
  }
  return said.join("");
}

test.each([
  ["/project/node_modules/.bin/run-http-api", "run-http-api"],
  ["/project/packages/local/src/cli.ts", "npm start"],
  [undefined, "npm start"],
])("started as %s, it calls itself %s", (program, name) => {
  expect(commandName(program)).toBe(name);
});

test("--service and --run are collected by service", () => {
  const argv = ["--service", "a=http://localhost:3000", "--service", "b=http://[::1]", "--run", "c=X=1 go run ."];
  expect(readOptions(argv)).toMatchObject({
    service: { a: { host: "localhost", port: 3000 }, b: { host: "::1", port: 80 } },
    run: { c: "X=1 go run ." },
  });
  expect(readOptions([])).toMatchObject({ service: {}, run: {} });
});

test.each([
  ["--service", "a=https://localhost:3000", "must be an http:// URL without a path"],
  ["--service", "a=http://localhost:3000/api", "must be an http:// URL without a path"],
  ["--service", "a=localhost:3000", "must be an http:// URL without a path"],
  ["--service", "http://localhost:3000", "Give <service>=<value>."],
  ["--run", "go run .", "Give <service>=<value>."],
])("%s %s is refused in one line", (option, value, why) => {
  const said = refusal([option, value], "run-http-api");
  expect(said).toContain(why);
  expect(said).toMatch(/^run-http-api: .*\n$/);
});

test("names that no service has, and services that are given both ways, are one line each", () => {
  const { service } = programService("");
  const argv = ["--service", "web=http://localhost:1", "--run", "web=node x.js", "--run", "shop=node y.js"];
  expect(() => {
    checkOwnProcesses([service], readOptions(argv));
  }).toThrow("--run shop: no such service; services: web.\n--service and --run name web; give one of them.");
});

test("--run starts the container that gets the requests, not its sidecar", () => {
  const { service } = programService("");
  const [sidecar, web] = [container({ name: "proxy", ports: [] }), container({ name: "app" })];
  const commands = runCommands([{ ...service, task: { ...service.task, containers: [sidecar, web] } }], { web: "x" });
  expect([...commands]).toEqual([[web, "x"]]);
});

test("a state says which environment it is of: --environment beside it is refused", () => {
  const said: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const exit = jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${String(code)}`);
  });
  try {
    expect(() => readOptions(["--state", "states", "--environment", "dev"])).toThrow("exit 1");
    expect(said.join("")).toBe(
      "npm start: option '--state <place...>' cannot be used with option '--environment <name>'\n",
    );
  } finally {
    write.mockRestore();
    exit.mockRestore();
  }
  expect(readOptions(["--state", "states"])).toMatchObject({ state: ["states"] });
});
