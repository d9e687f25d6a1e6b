import { request } from "node:http";
import { Balancers } from "../../src/balancer/balancers";
import type { ExchangeRecord } from "../../src/gateway/exchange-record";
import { graphOf } from "../../src/page/graph";
import { narrowLayout, type Picture, wideLayout } from "../../src/page/layout";
import { PageServer } from "../../src/page/page-server";
import { RequestLog } from "../../src/page/request-log";
import { type TopologyView, viewOf } from "../../src/page/topology-view";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology } from "@private-http-api/topology";
import { sampleApi, sampleProducer, synthOutput } from "@private-http-api/test-support";

function record(changes: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    ...{ requestId: "r1", startedAt: 0, method: "GET", path: "/carts", query: "", routeKey: "ANY /carts", status: 200 },
    ...{ via: ["listener"], target: "carts/1", integrationStatus: 200, integrationLatency: 1, responseLatency: 2 },
    ...{ responseLength: 3, error: undefined, reason: undefined, hops: [] },
    ...changes,
  };
}

function view(requests: readonly ExchangeRecord[] = []): TopologyView {
  const outdir = synthOutput({ "dev-network": sampleProducer(), "dev-http-api": sampleApi() });
  const topology = readTopology(readSynthesized(outdir, "dev"), outdir);
  const balancers = new Balancers();
  for (const { integration } of topology.api.routes) {
    if (integration.kind === "http-proxy") balancers.backendFor(integration.backend);
  }
  for (const pool of balancers.pools.values()) {
    for (const id of ["carts/1", "carts/2"]) pool.register({ id, host: "127.0.0.1", port: 9 });
  }
  const base = viewOf({ topology, balancers, services: [], requests, url: "http://localhost:8080" });
  for (const pool of balancers.pools.values()) for (const id of ["carts/1", "carts/2"]) pool.remove(id);
  const tasks = ["carts/1", "carts/2"].map((id) => ({ id, status: "RUNNING", pids: [1], ports: { carts: 9 } }));
  return { ...base, services: [{ address: "svc", name: "carts", desiredCount: 2, tasks }] };
}

test("the picture leads from the route over link, listener, rule and target group to the tasks", () => {
  const { nodes, edges } = graphOf(view());
  const kinds = nodes.map(({ kind }) => kind);
  expect(kinds).toEqual(["route", "VPC link", "ALB", "rule", "rule", "target group", "task", "task"]);
  const reached = new Set([nodes[0]?.id]);
  for (const { from, to } of [...edges, ...edges, ...edges]) if (reached.has(from)) reached.add(to);
  expect([...reached].sort()).toEqual(nodes.map(({ id }) => id).sort());
});

function overlaps({ boxes }: Picture): number {
  return boxes.filter((a, at) =>
    boxes.some(
      (b, other) =>
        other > at && a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height,
    ),
  ).length;
}

test.each([
  ["wide", wideLayout],
  ["narrow", narrowLayout],
])("%s: no box stands on another or outside of the picture", (_name, layout) => {
  const picture = layout(graphOf(view()));
  expect(picture.boxes).toHaveLength(8);
  expect(overlaps(picture)).toBe(0);
  for (const { x, y, width, height } of picture.boxes) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x + width).toBeLessThanOrEqual(picture.width + 0.01);
    expect(y + height).toBeLessThanOrEqual(picture.height);
  }
});

test("the log keeps the last 50 requests, newest first", () => {
  const log = new RequestLog();
  for (let number = 0; number < 230; number += 1) log.add(record({ requestId: String(number) }));
  expect(log.latest).toHaveLength(50);
  expect(log.latest[0]?.requestId).toBe("229");
  expect(log.latest[49]?.requestId).toBe("180");
});

describe("the page's server", () => {
  let server: PageServer;
  let url: string;

  beforeEach(async () => {
    const now = view([record({ path: "/carts/<script>alert(1)</script>" })]);
    server = new PageServer(() => now);
    await server.listen(0);
    url = `http://127.0.0.1:${server.port}`;
  });

  afterEach(() => {
    server.close();
  });

  test("/_local/topology is the view as JSON", async () => {
    const answer = await fetch(`${url}/_local/topology`);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({ api: { name: "shop" }, listeners: [{ kind: "ALB", port: 80 }] });
  });

  test.each(["evil.example", "evil.example:8081", "127.0.0.1.evil.example", "localhost.evil.example"])(
    "another host's name that was made to lead here, %s, is refused",
    async (host) => {
      const status = await new Promise((resolve, reject) => {
        const asked = { host: "127.0.0.1", port: server.port, path: "/_local/topology", headers: { host } };
        request(asked, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on("error", reject)
          .end();
      });
      expect(status).toBe(403);
    },
  );

  test("no other page shows it in a frame", async () => {
    const { headers } = await fetch(`${url}/_local/`);
    expect(headers.get("x-frame-options")).toBe("DENY");
    expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
  });

  test("/_local/ is one document that loads nothing and shows paths as text", async () => {
    const html = await (await fetch(`${url}/_local/`)).text();
    expect(html).toContain("/carts/&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).not.toContain("<script>alert");
    expect(html).not.toMatch(/(?:src|href)="(?!topology|data:|http:\/\/localhost:8080)/);
  });

  test("/_local/events sends the state of now at once", async () => {
    const event = await new Promise<string>((resolve, reject) => {
      const asked = request(`${url}/_local/events`, (response) => {
        response.once("data", (chunk: Buffer) => {
          asked.destroy();
          resolve(String(chunk));
        });
      });
      asked.once("error", reject).end();
    });
    expect(event).toMatch(/^data: \{"picture":"<svg/);
  });

  test.each([
    ["GET", "/", 302],
    ["GET", "/_local", 302],
    ["GET", "/else", 404],
    ["POST", "/_local/", 405],
  ])("%s %s: %d", async (method, path, status) => {
    expect((await fetch(url + path, { method, redirect: "manual" })).status).toBe(status);
  });
});
