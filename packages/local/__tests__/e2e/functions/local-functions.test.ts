import { existsSync } from "node:fs";
import type { LambdaEvent } from "../../../src/gateway/lambda-event";
import type { FunctionCode } from "@private-http-api/topology";
import { closeFunctions, functionCode, functionsFor, lambdaIntegration } from "../../support/function-archive";
import { eventually, isAlive } from "../../support/programs";

afterEach(closeFunctions);

function event(changes: object = {}): LambdaEvent {
  return { rawPath: "/reports", ...changes } as LambdaEvent;
}

function started(
  files: Readonly<Record<string, string>>,
  changes: Partial<FunctionCode> = {},
  shell?: NodeJS.ProcessEnv,
) {
  const integration = lambdaIntegration(functionCode(files, changes));
  const { functions, output } = functionsFor(integration, shell);
  return { functions, output, invoke: (sent: LambdaEvent = event()) => functions.invoke(integration, sent) };
}

test.each([
  ["an async export of a module", "index.mjs", "export const handler = async (event) => ({ got: event.rawPath });"],
  ["CommonJS", "index.js", "exports.handler = async (event) => ({ got: event.rawPath });"],
  [
    "computed CommonJS exports",
    "index.js",
    "module.exports = Object.assign({}, { handler: async (e) => ({ got: e.rawPath }) });",
  ],
  [
    "a callback",
    "index.js",
    "exports.handler = (event, context, done) => setTimeout(() => done(null, { got: event.rawPath }), 1);",
  ],
])("runs a Node handler: %s", async (_kind, file, text) => {
  expect(await started({ [file]: text }).invoke()).toEqual({ got: "/reports" });
});

test.each([
  ["an async handler", "export const handler = async () => {};"],
  ["a callback", "export const handler = (event, context, done) => done();"],
])("%s that gives nothing has succeeded with null", async (_kind, text) => {
  expect(await started({ "index.mjs": text }).invoke()).toBeNull();
});

test("what a handler returns without a promise is lost, as on AWS", async () => {
  expect(await started({ "index.mjs": "export const handler = () => 42;" }).invoke()).toBeNull();
});

test("finds a handler in a folder, with the file that it imports", async () => {
  const files = {
    "src/main.mjs": 'import { answer } from "./lib/answer.mjs"; export const http = { handler: async () => answer };',
    "src/lib/answer.mjs": "export const answer = 42;",
  };
  expect(await started(files, { handler: "src/main.http.handler" }).invoke()).toBe(42);
});

test("runs a Python handler", async () => {
  const text =
    "def handler(event, context):\n    print('hello')\n    return {'got': event['rawPath'], 'of': context.function_name}\n";
  const { invoke, output } = started({ "app.py": text }, { handler: "app.handler", runtime: "python3.12" });
  expect(await invoke()).toEqual({ got: "/reports", of: "shop-reports" });
  await eventually(() => output().includes("shop-reports/1 | hello\n"));
});

test("a function sees its own environment and Lambda's, the shell's AWS settings and nothing else of the shell", async () => {
  const shell = { ...process.env, AWS_REGION: "eu-west-1", SECRET_OF_MINE: "x" };
  const { invoke } = started(
    { "index.mjs": "export const handler = async () => process.env;" },
    { environment: { TABLE: "t" } },
    shell,
  );
  const seen = await invoke();
  expect(seen).toMatchObject({
    TABLE: "t",
    AWS_REGION: "eu-west-1",
    AWS_LAMBDA_FUNCTION_NAME: "shop-reports",
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: "256",
    TZ: "UTC",
  });
  expect(seen).not.toHaveProperty("SECRET_OF_MINE");
});

test.each([
  ["Node", "index.mjs", "export const handler = async (event, context) => context.invokedFunctionArn;", {}],
  [
    "Python",
    "app.py",
    "def handler(event, context):\n    return context.invoked_function_arn\n",
    { handler: "app.handler", runtime: "python3.12" },
  ],
])("%s's context names the function by its ARN", async (_language, file, text, changes) => {
  const shell = { ...process.env, AWS_REGION: "eu-west-1" };
  expect(await started({ [file]: text }, changes, shell).invoke()).toBe(
    "arn:aws:lambda:eu-west-1:000000000000:function:shop-reports",
  );
});

test("the context tells the time that is left", async () => {
  const text = "export const handler = async (event, context) => context.getRemainingTimeInMillis();";
  const left = await started({ "index.mjs": text }).invoke();
  expect(left).toBeGreaterThan(3000);
  expect(left).toBeLessThanOrEqual(5000);
});

test("events one after the other share a process, events at once do not", async () => {
  const text =
    "export const handler = async (event) => { await new Promise((d) => setTimeout(d, event.wait)); return process.pid; };";
  const { invoke } = started({ "index.mjs": text });
  const first = await invoke(event({ wait: 0 }));
  expect(await invoke(event({ wait: 0 }))).toBe(first);
  const both = await Promise.all([invoke(event({ wait: 300 })), invoke(event({ wait: 300 }))]);
  expect(new Set(both).size).toBe(2);
});

test("at most ten processes run at once, and no event is lost", async () => {
  const text =
    "export const handler = async () => { await new Promise((d) => setTimeout(d, 20)); return process.pid; };";
  const { invoke } = started({ "index.mjs": text }, { timeoutSeconds: 20 });
  const pids = await Promise.all(Array.from({ length: 40 }, () => invoke()));
  expect(new Set(pids).size).toBeLessThanOrEqual(10);
});

test("an error of the handler is told, with its stack in the output, and the process goes on", async () => {
  const text =
    "let n = 0; export const handler = async () => { n += 1; if (n === 1) throw new TypeError('no report'); return n; };";
  const { invoke, output } = started({ "index.mjs": text });
  await expect(invoke()).rejects.toThrow("TypeError: no report");
  expect(await invoke()).toBe(2);
  await eventually(() => /shop-reports\/1 \| {5}at handler/.test(output()));
});

test.each([
  ["a process that ends", "export const handler = async (e) => (e.bad ? process.exit(3) : 'well');", /exit status 3/],
  [
    "an error outside the handler's promise",
    "export const handler = async (e) => e.bad ? new Promise(() => setTimeout(() => { throw new Error('later'); }, 1)) : 'well';",
    /exit status 1/,
  ],
  [
    "a handler that takes too long",
    "export const handler = async (e) => e.bad ? new Promise(() => {}) : 'well';",
    /no result within the function's 1 s/,
  ],
  ["a result that is not JSON", "export const handler = async (e) => e.bad ? { n: 1n } : 'well';", /BigInt/],
])("%s fails its event, and the next one is answered", async (_kind, text, problem) => {
  const { invoke } = started({ "index.mjs": text }, { timeoutSeconds: 1 });
  await expect(invoke(event({ bad: true }))).rejects.toThrow(problem);
  expect(await invoke()).toBe("well");
});

test.each([
  ["a file that is not there", {}, "handler index.handler: the archive has no index.js, .mjs or .cjs"],
  [
    "an export that is not there",
    { "index.mjs": "export const other = 1;" },
    "handler index.handler: index.mjs exports no handler",
  ],
  ["a module that throws", { "index.mjs": "throw new Error('no table');" }, "no table"],
])("%s is told by name", async (_kind, files, problem) => {
  await expect(started({ "readme.txt": "", ...files }).invoke()).rejects.toThrow(problem);
});

test("a function that is given by ARN alone is noted, and fails its events", async () => {
  const integration = lambdaIntegration();
  const { functions } = functionsFor(integration);
  expect(functions.notes).toEqual(["function shop-reports: its code is not on this machine; its routes answer 500"]);
  await expect(functions.invoke(integration, event())).rejects.toThrow("shop-reports is not on this machine");
});

test.each([
  ["nodejs99.x", process.env, `nodejs99.x on AWS, Node ${process.versions.node} here`],
  ["java21", process.env, "java21 cannot be run here; nodejs and python runtimes can; its routes answer 500"],
  ["python3.13", { PATH: "" }, "python3, which python3.13 needs, is not on the PATH; its routes answer 500"],
])("what %s means on this machine is noted once", (runtime, shell, note) => {
  const { functions } = functionsFor(lambdaIntegration(functionCode({ "index.mjs": "" }, { runtime })), shell);
  expect(functions.notes).toEqual([`function shop-reports: ${note}`]);
});

test("a file outside the archive's folder is refused", async () => {
  const outside = "../outside.txt";
  await expect(started({ [outside]: "x" }).invoke()).rejects.toThrow(
    `contains ${outside}, which is outside its folder`,
  );
});

test("the end of a run ends the processes, whatever they do, and removes their code", async () => {
  const text =
    "export const handler = async (e) => e.stay ? new Promise(() => {}) : [process.pid, process.env.LAMBDA_TASK_ROOT];";
  const { invoke, functions } = started({ "index.mjs": text });
  const [pid, root] = (await invoke()) as [number, string];
  const under = expect(invoke(event({ stay: true }))).rejects.toThrow("the runtime ended with SIGKILL");
  await new Promise((done) => setTimeout(done, 50));
  functions.close();
  await under;
  await eventually(() => !isAlive(pid));
  expect(existsSync(root)).toBe(false);
});

test("functions that are as they were go on when the API changes, others end when they are idle", async () => {
  const counting = "let count = 0; export const handler = async () => ++count;";
  const kept = lambdaIntegration(functionCode({ "index.mjs": counting }));
  const slow = "export const handler = () => new Promise((done) => setTimeout(() => done('late'), 300));";
  const gone = { ...lambdaIntegration(functionCode({ "index.mjs": slow })), functionName: "gone" };
  const { functions: before } = functionsFor(kept, undefined, [gone]);
  expect(await before.invoke(kept, event())).toBe(1);
  const late = before.invoke(gone, event());
  const again = { ...kept, ...(kept.code === undefined ? {} : { code: { ...kept.code } }) };
  const { functions: after } = functionsFor(again, undefined, [], before);
  before.retireAllBut(after);
  expect(await late).toBe("late");
  expect(await after.invoke(again, event())).toBe(2);
});
