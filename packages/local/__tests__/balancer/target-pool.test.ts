import type { ProbeResult } from "../../src/balancer/health-check";
import { TargetPool } from "../../src/balancer/target-pool";
import { healthCheck } from "../support/requests";
import { ManualClock, settled } from "../support/manual-clock";

const second = 1000;

function pool() {
  const clock = new ManualClock();
  const health = new Map<string, boolean>();
  const asked: string[] = [];
  const made = new TargetPool({
    check: healthCheck,
    deregistrationDelaySeconds: 35,
    timers: clock,
    probe: ({ id }): Promise<ProbeResult> => {
      asked.push(id);
      return Promise.resolve(health.get(id) === false ? { passed: false, reason: "503" } : { passed: true });
    },
  });
  async function register(...ids: string[]): Promise<void> {
    for (const id of ids) made.register({ id, host: "127.0.0.1", port: 1 });
    await settled();
  }
  function states() {
    return Object.fromEntries(made.targets.map(({ target, state }) => [target.id, state]));
  }
  function turns(count: number) {
    return Array.from({ length: count }, () => made.pick()?.target.id);
  }
  return { pool: made, clock, health, asked, register, states, turns };
}

test("healthy targets get requests by turns", async () => {
  const { register, turns } = pool();
  await register("a", "b", "c");
  expect(turns(6)).toEqual(["b", "c", "a", "b", "c", "a"]);
});

test("one passed check is enough after registration, the healthy threshold after a failure", async () => {
  const { clock, health, register, states } = pool();
  health.set("a", false);
  await register("a", "b");
  expect(states()).toEqual({ a: "initial", b: "healthy" });
  await clock.pass(60 * second);
  expect(states()).toEqual({ a: "unhealthy", b: "healthy" });
  health.set("a", true);
  await clock.pass(30 * second);
  expect(states()["a"]).toBe("unhealthy");
  await clock.pass(30 * second);
  expect(states()["a"]).toBe("healthy");
});

test("the unhealthy threshold counts failures in a row, at the interval", async () => {
  const { clock, health, register, states, turns, asked } = pool();
  await register("a", "b");
  health.set("a", false);
  await clock.pass(60 * second);
  expect(states()["a"]).toBe("healthy");
  await clock.pass(30 * second);
  expect(states()["a"]).toBe("unhealthy");
  expect(turns(3)).toEqual(["b", "b", "b"]);
  expect(asked.filter((id) => id === "a")).toHaveLength(4);
});

test("with every target unhealthy it fails open to all", async () => {
  const { clock, health, register, turns } = pool();
  health.set("a", false).set("b", false);
  await register("a", "b");
  await clock.pass(90 * second);
  expect(new Set(turns(4))).toEqual(new Set(["a", "b"]));
});

test("a deregistered target gets nothing new and is waited for until it has answered", async () => {
  const { pool: targets, register, turns, states } = pool();
  await register("a", "b");
  const busy = targets.targets[0];
  busy?.take();
  let gone = false;
  const leaving = targets.deregister("a").then(() => {
    gone = true;
  });
  await settled();
  expect(states()["a"]).toBe("draining");
  expect(turns(3)).toEqual(["b", "b", "b"]);
  expect(gone).toBe(false);
  busy?.release();
  await leaving;
  expect(states()).toEqual({ b: "healthy" });
});

test("draining ends with the deregistration delay at the latest", async () => {
  const { pool: targets, clock, register, states } = pool();
  await register("a");
  targets.targets[0]?.take();
  const leaving = targets.deregister("a");
  await clock.pass(34 * second);
  expect(states()).toEqual({ a: "draining" });
  await clock.pass(second);
  await leaving;
  expect(states()).toEqual({});
  expect(targets.pick()).toBeUndefined();
});

test("waiting for health ends with true when a check passes, with false when the target is removed", async () => {
  const { pool: targets, clock, health, register } = pool();
  health.set("a", false).set("b", false);
  await register("a", "b");
  const [a, b] = [targets.healthy("a"), targets.healthy("b")];
  targets.remove("b");
  health.set("a", true);
  await clock.pass(60 * second);
  await expect(Promise.all([a, b])).resolves.toEqual([true, false]);
});
