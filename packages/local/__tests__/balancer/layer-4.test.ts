import { CloudMapBackend } from "../../src/balancer/cloud-map-backend";
import { InstanceRegistry } from "../../src/balancer/instance-registry";
import { NlbBackend } from "../../src/balancer/nlb-backend";
import { TargetPool } from "../../src/balancer/target-pool";
import type { Decision } from "../../src/gateway/backend";
import { ManualClock, settled } from "../support/manual-clock";
import { healthCheck, targetGroup } from "../support/requests";

const service = { address: "cloud map", namespace: "shop.local", name: "carts", services: [] };
const unavailable = { kind: "respond", response: { status: 503, body: '{"message":"Service Unavailable"}' } };

function forwarded(decision: Decision | undefined): Extract<Decision, { kind: "forward" }> {
  if (decision?.kind !== "forward") throw new Error("not forwarded");
  return decision;
}

describe("Cloud Map", () => {
  function backend(queryParameters: Record<string, string> = {}) {
    const clock = new ManualClock();
    const registry = new InstanceRegistry(clock);
    registry.register({ id: "blue", host: "127.0.0.1", port: 1 }, { color: "blue" });
    registry.register({ id: "green", host: "127.0.0.1", port: 2 }, { color: "green" });
    return { registry, clock, backend: new CloudMapBackend({ kind: "cloud-map", service, queryParameters }, registry) };
  }

  test("instances take turns", () => {
    const { backend: cloudMap } = backend();
    const ids = [1, 2, 3].map(() => forwarded(cloudMap.decide()).target.id);
    expect(ids).toEqual(["green", "blue", "green"]);
  });

  test("attributes that no instance carries are told, with those that there are", () => {
    expect(backend({ color: "red" }).backend.unmet).toBe(
      "No instance of carts.shop.local carries color=red, which its integration asks for: 503. Here there is color=blue|green.",
    );
    expect(backend({ size: "small" }).backend.unmet).toMatch(/carries size=small,.* Here there is size=none\.$/);
    expect(backend({ color: "blue" }).backend.unmet).toBeUndefined();
    expect(backend().backend.unmet).toBeUndefined();
  });

  test("query parameters choose by attribute, also when instances come and go", () => {
    const { backend: cloudMap, registry } = backend({ color: "blue" });
    expect([1, 2].map(() => forwarded(cloudMap.decide()).target.id)).toEqual(["blue", "blue"]);
    registry.remove("blue");
    expect(cloudMap.decide()).toMatchObject(unavailable);
    registry.register({ id: "blue/2", host: "127.0.0.1", port: 3 }, { color: "blue" });
    expect(forwarded(cloudMap.decide()).target.id).toBe("blue/2");
  });

  test("an instance that refuses is passed over; when all refuse nobody is left to ask", () => {
    const { backend: cloudMap } = backend();
    const first = forwarded(cloudMap.decide());
    const second = forwarded(first.onRefused?.());
    expect(second.target.id).not.toBe(first.target.id);
    expect(forwarded(cloudMap.decide()).target.id).toBe(second.target.id);
    expect(second.onRefused?.()).toBeUndefined();
    expect(first.onFailure(new Error("refused"))).toMatchObject(unavailable.response);
  });

  test("an instance that closes its connections is left out, until it has not ended after all", async () => {
    const { backend: cloudMap, clock } = backend();
    const turns = () => [1, 2, 3, 4].map(() => forwarded(cloudMap.decide()).target.id);
    const first = forwarded(cloudMap.decide());
    first.done({ kind: "answered", status: 200, closing: true });
    expect(turns()).not.toContain(first.target.id);
    await clock.pass(30_000);
    expect(new Set(turns())).toEqual(new Set(["blue", "green"]));
  });

  test("when every instance closes its connections, all go on by turns", () => {
    const { backend: cloudMap } = backend();
    const answer = () => {
      const decision = forwarded(cloudMap.decide());
      decision.done({ kind: "answered", status: 200, closing: true });
      return decision.target.id;
    };
    answer();
    answer();
    expect(new Set([answer(), answer()])).toEqual(new Set(["blue", "green"]));
  });
});

describe("Network Load Balancer", () => {
  test("targets take turns, and a refused connection goes to another one", async () => {
    const pool = new TargetPool({
      check: healthCheck,
      deregistrationDelaySeconds: 35,
      probe: () => Promise.resolve({ passed: true }),
    });
    const listener = { address: "l", loadBalancer: "nlb", port: 81, protocol: "TCP", group: targetGroup("a") } as const;
    const nlb = new NlbBackend(listener, () => pool);
    expect(nlb.decide()).toMatchObject(unavailable);
    for (const id of ["a", "b"]) pool.register({ id, host: "127.0.0.1", port: 1 });
    await settled();
    const first = forwarded(nlb.decide());
    const second = forwarded(first.onRefused?.());
    expect(new Set([first.target.id, second.target.id])).toEqual(new Set(["a", "b"]));
    expect(second.onRefused?.()).toBeUndefined();
    expect(second.via).toEqual(["l", "tg a"]);
  });
});
