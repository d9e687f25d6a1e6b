import { CloudMapBackend } from "../../src/balancer/cloud-map-backend";
import { DISCOVERED_FOR_MILLISECONDS, InstanceRegistry } from "../../src/balancer/instance-registry";
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
      "No instance of carts.shop.local has color=red, which its integration asks for: 503. Instances have color=blue|green.",
    );
    expect(backend({ size: "small" }).backend.unmet).toMatch(/has size=small,.* Instances have size=none\.$/);
    expect(backend({ color: "blue" }).backend.unmet).toBeUndefined();
    expect(backend().backend.unmet).toBeUndefined();
  });

  test("query parameters choose by attribute, also when instances come and go", () => {
    const { backend: cloudMap, registry } = backend({ color: "red" });
    expect(cloudMap.decide()).toMatchObject({
      ...unavailable,
      reason: "Cloud Map knows no instance of carts.shop.local with color=red: 503 from API Gateway",
    });
    registry.register({ id: "red/1", host: "127.0.0.1", port: 3 }, { color: "red" });
    expect([1, 2].map(() => forwarded(cloudMap.decide()).target.id)).toEqual(["red/1", "red/1"]);
  });

  // aws/containers-roadmap issue 1639: API Gateway still sends requests to tasks that were deregistered.
  test("what DiscoverInstances said is remembered: a deregistered instance gets requests for some seconds", async () => {
    const { backend: cloudMap, registry, clock } = backend();
    function ids() {
      return new Set([1, 2, 3, 4].map(() => forwarded(cloudMap.decide()).target.id));
    }
    expect(ids()).toEqual(new Set(["blue", "green"]));
    await registry.deregister("blue");
    await clock.pass(DISCOVERED_FOR_MILLISECONDS - 1);
    expect(ids()).toEqual(new Set(["blue", "green"]));
    await clock.pass(1);
    expect(ids()).toEqual(new Set(["green"]));
  });

  test("an instance that refuses is API Gateway's 503", () => {
    const { backend: cloudMap } = backend();
    const decision = forwarded(cloudMap.decide());
    expect(decision.answeredBy).toBe("API Gateway");
    expect(decision.onFailure(new Error("refused"))).toMatchObject(unavailable.response);
  });
});

describe("Network Load Balancer", () => {
  test("targets take turns; a failure is API Gateway's 503", async () => {
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
    const [first, second] = [forwarded(nlb.decide()), forwarded(nlb.decide())];
    expect(new Set([first.target.id, second.target.id])).toEqual(new Set(["a", "b"]));
    expect(first.onFailure(new Error("reset"))).toMatchObject(unavailable.response);
    expect(second.via).toEqual(["l", "tg a"]);
  });
});
