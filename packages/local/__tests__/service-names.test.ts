import { once } from "node:events";
import { Agent, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { CloudMapService, ServiceCall } from "@private-http-api/topology";
import { InstanceRegistry } from "../src/balancer/instance-registry";
import { deadCalls, ServiceNames } from "../src/names/service-names";
import { container } from "./support/containers";
import { ManualClock } from "./support/manual-clock";

const to: CloudMapService = { address: "cm", name: "prices", namespace: "shop.local", ttlSeconds: 10, services: [] };
const URL_OF_PRICES = "http://prices.shop.local:3000/v1?from=http://prices.shop.local:3000";
const caller = container({ environment: { PRICES: URL_OF_PRICES, OTHER: "http://xprices.shop.local:3000" } });
const call: ServiceCall = {
  from: { name: "books" } as ServiceCall["from"],
  ...{ container: caller, variable: "PRICES", hostname: "prices.shop.local", port: 3000, to },
};

const servers: Server[] = [];
const names = new ServiceNames();
afterAll(() => {
  names.close();
  for (const server of servers) server.close();
});

async function task(id: string) {
  const server = createServer((_request, response) => response.end(id)).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return { id, host: "127.0.0.1", port: (server.address() as AddressInfo).port };
}

function ask(url: string, agent = new Agent()): Promise<string> {
  return new Promise((resolve, reject) => {
    request(url, { agent }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => {
        resolve(text);
      });
    })
      .on("error", reject)
      .end();
  });
}

test("a name leads to the tasks by turns, by connection, and goes by what it knew for the record's time", async () => {
  const clock = new ManualClock();
  const registry = new InstanceRegistry(clock);
  await names.open([call, call]);
  names.lead([call], () => registry);
  const { PRICES = "" } = names.localValues(caller, [call]);
  expect(PRICES).toMatch(/^http:\/\/127\.0\.0\.1:(\d+)\/v1\?from=http:\/\/127\.0\.0\.1:\1$/);
  expect(names.localValues(container(), [call])).toEqual({});

  await expect(ask(PRICES)).rejects.toMatchObject({ code: "ECONNRESET" });
  const [one, two] = [await task("one"), await task("two")];
  registry.register(one, {});
  registry.register(two, {});
  expect([await ask(PRICES), await ask(PRICES)].sort()).toEqual(["one", "two"]);

  const kept = new Agent({ keepAlive: true, maxSockets: 1 });
  const first = await ask(PRICES, kept);
  expect(await ask(PRICES, kept)).toBe(first);
  kept.destroy();

  // Deregistered, and still among the addresses that callers remember: a task has to answer while it drains.
  registry.remove("two");
  await clock.pass(9_000);
  expect([await ask(PRICES), await ask(PRICES)].sort()).toEqual(["one", "two"]);
  await clock.pass(2_000);
  expect([await ask(PRICES), await ask(PRICES)]).toEqual(["one", "one"]);
});

test("a call that AWS leads nowhere gets no address, and a line says why", async () => {
  const dead = { ...call, hostname: "closed.shop.local", obstacle: "no rule lets it" };
  await names.open([dead]);
  expect(names.localValues(caller, [dead])).toEqual({});
  expect(deadCalls([dead, call])).toEqual([
    "books: PRICES names closed.shop.local: no rule lets it; it does not work here either.",
  ]);
});
