import { CloudMapBackend } from "../../../../local/balancer/cloud-map-backend";
import { InstanceRegistry } from "../../../../local/balancer/instance-registry";
import { NlbBackend } from "../../../../local/balancer/nlb-backend";
import { TargetPool } from "../../../../local/balancer/target-pool";
import type { Decision } from "../../../../local/gateway/backend";
import { settled } from "../../../support/local/manual-clock";
import { healthCheck, targetGroup } from "../../../support/local/requests";

const service = { address: "cloud map", namespace: "shop.local", name: "carts", services: [] };
const unavailable = { kind: "respond", response: { status: 503, body: '{"message":"Service Unavailable"}' } };

function forwarded(decision: Decision | undefined): Extract<Decision, { kind: "forward" }> {
  if (decision?.kind !== "forward") throw new Error("not forwarded");
  return decision;
}

describe("Cloud Map", () => {
  function backend(queryParameters: Record<string, string> = {}) {
    const registry = new InstanceRegistry();
    registry.register({ id: "blue", host: "127.0.0.1", port: 1 }, { color: "blue" });
    registry.register({ id: "green", host: "127.0.0.1", port: 2 }, { color: "green" });
    return { registry, backend: new CloudMapBackend({ kind: "cloud-map", service, queryParameters }, registry) };
  }

  test("instances take turns", () => {
    const { backend: cloudMap } = backend();
    const ids = [1, 2, 3].map(() => forwarded(cloudMap.decide()).target.id);
    expect(ids).toEqual(["green", "blue", "green"]);
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
