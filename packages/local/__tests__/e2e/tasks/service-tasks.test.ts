import { randomUUID } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { Registration } from "../../../src/balancer/balancers";
import { TargetPool } from "../../../src/balancer/target-pool";
import type { TargetRegistry } from "../../../src/balancer/target-registry";
import { InstanceRegistry } from "../../../src/balancer/instance-registry";
import { ProcessStarter } from "../../../src/tasks/process-starter";
import { Reaper } from "../../../src/tasks/reaper";
import { ServiceTasks } from "../../../src/tasks/service-tasks";
import { container } from "../../support/containers";
import { healthCheck } from "../../support/requests";
import { eventually, isAlive, programService, server } from "../../support/programs";

const started: { tasks: ServiceTasks; reaper: Reaper }[] = [];

afterEach(() => {
  for (const { tasks, reaper } of started.splice(0)) {
    tasks.kill();
    reaper.close();
  }
});

function run(program: string, changes: Parameters<typeof programService>[1] = {}, balancer?: TargetRegistry) {
  const { project, service } = programService(program, changes);
  const reaper = new Reaper(process.env);
  const registry = new InstanceRegistry();
  const registrations: Registration[] = [{ registry: balancer ?? registry, containerName: "web", containerPort: 8080 }];
  const output: string[] = [];
  const notes: string[] = [];
  const shellEnvironment = { PATH: process.env["PATH"], LEAKED: "no", AWS_REGION: "us-west-2", TOKEN: "secret" };
  const tasks = new ServiceTasks({
    service,
    registrations,
    // Each test is a run of its own: what a task leaves behind is found by the run's name.
    starter: new ProcessStarter({ project, shellEnvironment, reaper, run: randomUUID() }),
    write: (text) => output.push(text),
    note: (line) => notes.push(line),
  });
  started.push({ tasks, reaper });
  function pids() {
    return tasks.tasks.flatMap((task) => task.pids);
  }
  const file = join(project, service.task.containers[0]?.buildContext ?? "", "program.js");
  return { tasks, registry, output, notes, pids, file };
}

async function answerOf(port: number): Promise<string> {
  return (await fetch(`http://127.0.0.1:${port}/`)).text();
}

test("starts the desired count, each task on a port of its own, registered when it listens", async () => {
  const { tasks, registry, pids, output } = run(server(), { desiredCount: 2 });
  await tasks.start();
  const ports = registry.instances.map(({ target }) => target.port);
  expect(new Set(await Promise.all(ports.map(answerOf)))).toEqual(new Set(pids().map(String)));
  await eventually(() => output.length === 2);
  expect([...output].sort()).toEqual(["web/1 | listening\n", "web/2 | listening\n"]);
});

test("a container sees the definition's environment, its secrets and AWS settings, and nothing else of the shell", async () => {
  const program = `${server()} console.log(Object.keys(process.env).filter((name) => name !== "PATH").sort().join());`;
  const { tasks, output } = run(program, { secrets: ["TOKEN"], environment: { COLOR: "blue" } });
  await tasks.start();
  await eventually(() => output.join("").includes("AWS"));
  expect(
    output
      .join("")
      .match(/\| (AWS.*)/)?.[1]
      ?.split(",")
      .filter((name) => !/^(PWD|SHLVL|_|OLDPWD)$/.test(name)),
  ).toEqual(["AWS_REGION", "COLOR", "HOST", "PORT", "PRIVATE_HTTP_API_TASK", "TOKEN"]);
});

test("a task that is killed is out of the registry at once and replaced", async () => {
  const { tasks, registry, pids, notes } = run(server());
  await tasks.start();
  const [pid] = pids();
  process.kill(pid ?? NaN, "SIGKILL");
  await eventually(() => registry.instances.length === 0);
  await eventually(() => registry.instances.map(({ target }) => target.id).join() === "web/2");
  expect(notes).toEqual(["web/1 ended with SIGKILL; another task starts in 0.25 s.", "web/2 is running."]);
});

test("pauses grow while tasks end early", async () => {
  const { tasks, notes, pids } = run(server());
  await tasks.start();
  for (const expected of [1, 2]) {
    process.kill(pids()[0] ?? NaN, "SIGKILL");
    await eventually(() => notes.length === expected * 2);
  }
  expect(notes.filter((note) => note.includes("starts in"))).toEqual([
    "web/1 ended with SIGKILL; another task starts in 0.25 s.",
    "web/2 ended with SIGKILL; another task starts in 0.5 s.",
  ]);
});

test("tasks stand in the zones by turns, with the attributes that ECS gives instances, and so do their successors", async () => {
  const { tasks, registry, pids } = run(server(), { desiredCount: 2, zones: ["us-west-2a", "us-west-2b"] });
  await tasks.start();
  function zones() {
    return registry.instances.map(({ attributes }) => attributes["AVAILABILITY_ZONE"]).sort();
  }
  expect(zones()).toEqual(["us-west-2a", "us-west-2b"]);
  expect(registry.instances[0]?.attributes).toEqual({
    AWS_INSTANCE_IPV4: "127.0.0.1",
    AWS_INSTANCE_PORT: "8080",
    AVAILABILITY_ZONE: expect.any(String) as unknown,
    REGION: "us-west-2",
    ECS_CLUSTER_NAME: "shop",
    ECS_SERVICE_NAME: "web",
    ECS_TASK_DEFINITION_FAMILY: "web",
  });
  process.kill(pids()[1] ?? NaN, "SIGKILL");
  await eventually(() => registry.instances.some(({ target }) => target.id === "web/3"));
  expect(zones()).toEqual(["us-west-2a", "us-west-2b"]);
  expect(await tasks.replaceAll()).toBe(true);
  expect(zones()).toEqual(["us-west-2a", "us-west-2b"]);
});

test("a service that ends before it listens is told with its exit code, and tried again with growing pauses", async () => {
  const { tasks, notes, write, registry } = breakable("console.error('no database'); process.exit(3)");
  await tasks.start();
  await eventually(() => notes.length === 2);
  expect(notes[0]).toMatch(
    /^web\/1 ended with exit code 3 before it listened on port \d+; another task starts in 0\.25 s\.$/,
  );
  expect(notes[1]).toMatch(/^web\/2 ended .* in 0\.5 s\.$/);
  write(server());
  await eventually(() => registry.instances.length === 1);
});

test("a service that this machine cannot start is told once, and starts when it can and its folder changes", async () => {
  const { tasks, notes, file, registry } = run(server());
  const manifest = join(dirname(file), "package.json");
  const start = readFileSync(manifest);
  writeFileSync(manifest, JSON.stringify({ scripts: { start: "no-such-program" } }));
  await tasks.start();
  expect(notes).toHaveLength(1);
  expect(notes[0]).toMatch(/^web: no-such-program.* is not on this machine.* Until then its routes answer 503\.$/);
  expect(await tasks.replaceAll()).toBe(false);
  writeFileSync(manifest, start);
  expect(await tasks.replaceAll()).toBe(true);
  expect(registry.instances).toHaveLength(1);
});

describe("a task whose health checks fail", () => {
  const ill = `require("node:http").createServer((request, response) => { response.statusCode = 500; response.end(); })
    .listen(Number(process.env.PORT), process.env.HOST);`;

  function behindLoadBalancer(healthCheckGracePeriodSeconds: number) {
    const pool = new TargetPool({
      check: { ...healthCheck, intervalSeconds: 0.05, unhealthyThreshold: 2 },
      deregistrationDelaySeconds: 0,
    });
    return { pool, ...run(ill, { healthCheckGracePeriodSeconds }, pool) };
  }

  test("is stopped and replaced, as ECS does it", async () => {
    const { tasks, notes, pool } = behindLoadBalancer(0);
    await tasks.start();
    await eventually(() => pool.targets.some(({ target }) => target.id === "web/2"));
    expect(notes[0]).toBe(
      "web/1 failed its health checks and is stopped, as ECS would do; another task starts in 0.25 s.",
    );
  });

  test("is left alone within the grace period", async () => {
    const { tasks, notes, pool } = behindLoadBalancer(1);
    await tasks.start();
    await eventually(() => pool.targets[0]?.state === "unhealthy");
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(notes).toEqual([]);
    await eventually(() => notes.length > 0);
  });
});

test("stopping deregisters, sends SIGTERM and waits for the end", async () => {
  const { tasks, registry, pids } = run(server(100));
  await tasks.start();
  const [pid = 0] = pids();
  const stopped = tasks.stop();
  await eventually(() => registry.instances.length === 0);
  expect(isAlive(pid)).toBe(true);
  await stopped;
  expect(isAlive(pid)).toBe(false);
});

test("a rolling restart replaces one by one, so that somebody is always there", async () => {
  const { tasks, registry } = run(server(), { desiredCount: 2 });
  await tasks.start();
  let fewest = registry.instances.length;
  const watch = setInterval(() => {
    fewest = Math.min(fewest, registry.instances.length);
  }, 1);
  expect(await tasks.replaceAll()).toBe(true);
  clearInterval(watch);
  expect(fewest).toBeGreaterThanOrEqual(2);
  expect(registry.instances.map(({ target }) => target.id)).toEqual(["web/3", "web/4"]);
});

/** A program that the test may break: its file is read again by every task. */
function breakable(program = server()) {
  const parts = run(program);
  function write(program: string): void {
    writeFileSync(parts.file, program);
  }
  return { ...parts, write };
}

test("a replacement that does not come up leaves the old task, and says so", async () => {
  const { tasks, registry, notes, write } = breakable();
  await tasks.start();
  write("process.exit(3)");
  expect(await tasks.replaceAll()).toBe(false);
  expect(registry.instances.map(({ target }) => target.id)).toEqual(["web/1"]);
  expect(notes.join()).toMatch(/^web\/2 ended with exit code 3 .* The previous tasks keep running\.$/);
});

test("a change starts a waiting task at once, and its pauses start over", async () => {
  const { tasks, registry, notes, pids, write } = breakable();
  await tasks.start();
  write("process.exit(3)");
  process.kill(pids()[0] ?? NaN, "SIGKILL");
  await eventually(() => notes.some((note) => note.endsWith("starts in 1 s.")));
  expect(await tasks.replaceAll()).toBe(false);
  expect(notes.at(-1)).toMatch(/starts in 0\.25 s\.$/);
  await eventually(() => notes.at(-1)?.endsWith("starts in 4 s.") === true, 8000);
  write(server());
  expect(await tasks.replaceAll()).toBe(true);
  expect(registry.instances).toHaveLength(1);
});

test("a service without tasks has nothing to restart", async () => {
  const { tasks } = run(server(), { desiredCount: 0 });
  await tasks.start();
  expect(await tasks.replaceAll()).toBe(false);
});

test("a secret that the shell lacks, and an image that is built elsewhere, are said before anything starts", () => {
  const { project, service } = programService(server(), { secrets: ["DB_PASSWORD"] });
  const reaper = new Reaper(process.env);
  const starter = new ProcessStarter({ project, shellEnvironment: {}, reaper, run: "test" });
  const [web] = service.task.containers;
  if (web === undefined) throw new Error("no container");
  expect(starter.check(web, "web")).toEqual([
    "web: container web gets DB_PASSWORD from a secret store; set it for this run: DB_PASSWORD=… npm start, or in http-api.local.json",
  ]);
  expect(starter.check(container({ image: "example/web:1" }), "web")).toEqual([
    'web: container web (example/web:1) is built elsewhere; use --containers, --service web=http://localhost:<port> or --run web="<command>".',
  ]);
  reaper.close();
});

test("a service that listens on every interface is warned of, once", async () => {
  const { tasks, notes } = run(server().replace("process.env.HOST", "'0.0.0.0'"), { desiredCount: 2 });
  await tasks.start();
  const exposed = process.platform === "linux" ? [expect.stringMatching(/^web listens on every interface: /)] : [];
  expect(notes).toEqual(exposed);
});

test("what a task started in a process group of its own ends with it", async () => {
  const { tasks, pids, output } = run(`
    const { pid } = require("node:child_process").spawn("sleep", ["60"], { stdio: "ignore", detached: true });
    console.log("left", pid, ".");
    ${server()}
  `);
  await tasks.start();
  await eventually(() => output.join("").includes("left"));
  const left = Number(/left (\d+)/.exec(output.join(""))?.[1]);
  expect(isAlive(left)).toBe(true);
  process.kill(pids()[0] ?? NaN, "SIGKILL");
  if (process.platform === "linux") await eventually(() => !isAlive(left));
  else process.kill(left, "SIGKILL");
});

test("a service that runs already is one task at its address, which nothing here starts, replaces or stops", async () => {
  const requests: string[] = [];
  const mine = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.end("mine");
  });
  await new Promise<void>((done) => mine.listen(0, "127.0.0.1", done));
  const { port } = mine.address() as AddressInfo;
  const { service } = programService("process.exit(1)", { desiredCount: 3 });
  const registry = new InstanceRegistry();
  const tasks = new ServiceTasks({
    service,
    registrations: [{ registry, containerName: "web", containerPort: 8080 }],
    starter: {
      leavesOut: () => "left out",
      check: () => ["cannot start"],
      start: () => {
        throw new Error("started");
      },
      warning: () => "exposed",
    },
    attached: { host: "localhost", port },
    write: () => undefined,
    note: (line) => {
      throw new Error(line);
    },
  });
  await tasks.start();
  expect(tasks.problems()).toEqual([]);
  expect(registry.instances.map(({ target }) => target)).toMatchObject([{ id: "web/1", host: "localhost", port }]);
  await expect(tasks.replaceAll()).resolves.toBe(false);
  await tasks.stop();
  expect(registry.instances).toEqual([]);
  await expect(answerOf(port)).resolves.toBe("mine");
  mine.close();
});

test("--run starts a container whose image is built elsewhere, by a shell command", async () => {
  const { project, service } = programService("");
  writeFileSync(join(project, "mine.js"), server());
  const elsewhere = container({ image: "example/web:1", environment: { PORT: "8080" } });
  const registry = new InstanceRegistry();
  const reaper = new Reaper(process.env);
  const tasks = new ServiceTasks({
    service: { ...service, task: { ...service.task, containers: [elsewhere] } },
    registrations: [{ registry, containerName: "web", containerPort: 8080 }],
    starter: new ProcessStarter({
      ...{ project, reaper, run: randomUUID(), command: "node mine.js" },
      shellEnvironment: { PATH: process.env["PATH"] },
    }),
    write: () => undefined,
    note: () => undefined,
  });
  started.push({ tasks, reaper });
  await tasks.start();
  const port = registry.instances[0]?.target.port ?? 0;
  await expect(answerOf(port)).resolves.toBe(String(tasks.tasks[0]?.pids[0]));
});
