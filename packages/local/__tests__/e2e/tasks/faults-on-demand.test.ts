import { randomUUID } from "node:crypto";
import { TargetPool } from "../../../src/balancer/target-pool";
import type { TargetRegistry } from "../../../src/balancer/target-registry";
import { InstanceRegistry } from "../../../src/balancer/instance-registry";
import type { Address } from "../../../src/tasks/address";
import { type Fault, giveFault } from "../../../src/tasks/faults-on-demand";
import { ProcessStarter } from "../../../src/tasks/process-starter";
import { Reaper } from "../../../src/tasks/reaper";
import { ServiceTasks } from "../../../src/tasks/service-tasks";
import { eventually, programService, server } from "../../support/programs";
import { healthCheck } from "../../support/requests";

let end: () => void = () => undefined;

afterEach(() => {
  end();
});

async function run(registry: TargetRegistry, attached?: Address) {
  const { project, service } = programService(server());
  const reaper = new Reaper(process.env);
  const tasks = new ServiceTasks({
    service,
    registrations: [{ registry, containerName: "web", containerPort: 8080 }],
    starter: new ProcessStarter({
      project,
      shellEnvironment: { PATH: process.env["PATH"] },
      reaper,
      run: randomUUID(),
    }),
    attached,
    write: () => undefined,
    note: () => undefined,
  });
  end = () => {
    tasks.kill();
    reaper.close();
  };
  await tasks.start();
  function give(fault: Fault, taskId = "web/1") {
    return giveFault([tasks], { taskId, fault, milliseconds: 100 });
  }
  function ids() {
    return tasks.allTasks.map(({ id, status }) => `${id} ${status}`);
  }
  return { give, ids };
}

test.each(["kill", "drain"] as const)("%s: another task takes its place", async (fault) => {
  const { give, ids } = await run(new InstanceRegistry());
  expect(give(fault)).toEqual({ text: expect.stringContaining("web/1") as string });
  await eventually(() => ids().join() === "web/2 RUNNING");
});

test("failed health checks: the load balancer holds the task for unhealthy, until it recovers", async () => {
  const check = { ...healthCheck, intervalSeconds: 0.02, healthyThreshold: 2, unhealthyThreshold: 2 };
  const pool = new TargetPool({ check, deregistrationDelaySeconds: 0, probe: () => Promise.resolve({ passed: true }) });
  pool.register({ id: "web/1", host: "127.0.0.1", port: 1, faults: { failsHealthChecks: true, slowMilliseconds: 0 } });
  await eventually(() => pool.targets[0]?.state === "unhealthy");
  expect(pool.targets[0]?.reason).toBe("made to fail");
  await pool.deregister("web/1");
  const slow = check.timeoutSeconds * 1000;
  pool.register({
    id: "web/1",
    host: "127.0.0.1",
    port: 1,
    faults: { failsHealthChecks: false, slowMilliseconds: slow },
  });
  await eventually(() => pool.targets[0]?.state === "unhealthy");
  await pool.deregister("web/1");
});

test("a task behind a load balancer is replaced once its checks fail", async () => {
  const check = { ...healthCheck, intervalSeconds: 0.05, unhealthyThreshold: 2 };
  const pool = new TargetPool({ check, deregistrationDelaySeconds: 0, probe: () => Promise.resolve({ passed: true }) });
  const { give, ids } = await run(pool);
  give("fail-health-checks");
  await eventually(() => ids().join() === "web/2 RUNNING");
});

test("what cannot be done is said", async () => {
  const { give } = await run(new InstanceRegistry());
  expect(give("fail-health-checks")).toMatchObject({ refused: "not possible" });
  expect(give("kill", "web/9")).toEqual({ refused: "unknown task", text: "web/9 is not running; running: web/1." });
});

test("a process that runs already is neither killed nor drained", async () => {
  const { give } = await run(new InstanceRegistry(), { host: "127.0.0.1", port: 9 });
  expect(give("kill")).toMatchObject({ refused: "not possible" });
  expect(give("drain")).toMatchObject({ refused: "not possible" });
  expect(give("slow")).toEqual({ text: "web/1 answers 100 ms late." });
});
