import { request } from "node:http";
import { Balancers } from "../../src/balancer/balancers";
import type { ExchangeRecord } from "../../src/gateway/exchange-record";
import { emptyTrace } from "../../src/gateway/exchange-trace";
import { COLUMN, graphOf } from "../../src/page/graph";
import { narrowLayout, type Picture, wideLayout } from "../../src/page/layout";
import { PageServer } from "../../src/page/page-server";
import { RequestLog } from "../../src/page/request-log";
import { type TopologyView, viewOf } from "../../src/page/topology-view";
import type { FaultOrder } from "../../src/tasks/faults-on-demand";
import { noFaults } from "../../src/tasks/task-faults";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology } from "@private-http-api/topology";
import { configOf, sampleApi, sampleProducer, service, synthOutput, topologyOf } from "@private-http-api/test-support";

function record(changes: Partial<ExchangeRecord> = {}): ExchangeRecord {
  return {
    ...{ requestId: "r1", startedAt: 0, method: "GET", path: "/carts", query: "", routeKey: "ANY /carts", status: 200 },
    ...{ via: ["listener"], target: "carts/1", integrationStatus: 200, integrationLatency: 1, responseLatency: 2 },
    ...{ responseLength: 3, error: undefined, reason: undefined, entry: [], hops: [] },
    ...changes,
  };
}

function loggedIn(log: RequestLog, records: readonly ExchangeRecord[]): RequestLog {
  for (const one of records) log.add(one, emptyTrace("HTTP/1.1", []));
  return log;
}

function view(): TopologyView {
  const outdir = synthOutput({ "dev-network": sampleProducer(), "dev-http-api": sampleApi() });
  const topology = readTopology(readSynthesized(outdir, "dev"), outdir);
  const balancers = new Balancers();
  for (const { integration } of topology.api.routes) {
    if (integration.kind === "http-proxy") balancers.backendFor(integration.backend);
  }
  for (const pool of balancers.pools.values()) {
    for (const id of ["carts/1", "carts/2"]) pool.register({ id, host: "127.0.0.1", port: 9 });
  }
  const base = viewOf({ topology, balancers, services: [], url: "http://localhost:8080" });
  for (const pool of balancers.pools.values()) for (const id of ["carts/1", "carts/2"]) pool.remove(id);
  const tasks = ["carts/1", "carts/2"].map((id) => ({
    id,
    status: "RUNNING",
    pids: [1],
    ports: { carts: 9 },
    faults: noFaults(),
  }));
  return { ...base, services: [{ address: "svc", name: "carts", desiredCount: 2, tasks }] };
}

test("a part is called by the last part of its address, with its whole key", () => {
  const all = view();
  const vpcLinks = all.vpcLinks.map((link) => ({
    ...link,
    address: 'dev: module.a["x.y"].aws_apigatewayv2_vpc_link.this["b.c"]',
  }));
  const titles = graphOf({ ...all, vpcLinks }).nodes.flatMap(({ kind, title }) => (kind === "VPC link" ? [title] : []));
  expect(titles).toEqual(['this["b.c"]']);
});

test("the picture leads from the route over link, listener, rule and target group to the tasks", () => {
  const { nodes, edges } = graphOf(view());
  const kinds = nodes.map(({ kind }) => kind);
  expect(kinds).toEqual(["route", "VPC link", "ALB", "rule", "rule", "target group", "task", "task"]);
  const reached = new Set([nodes[0]?.id]);
  for (const { from, to } of [...edges, ...edges, ...edges]) if (reached.has(from)) reached.add(to);
  expect([...reached].sort()).toEqual(nodes.map(({ id }) => id).sort());
});

/** The sample with two consumers, and an API of the first one's account in front of its endpoint. */
function linked(): TopologyView {
  const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
  const books = service("/api/books", { image, privateLink: { bypassesAuthorization: true } });
  const roleArn = "arn:aws:iam::333333333333:role/deploy";
  const topology = topologyOf(
    configOf(
      { books },
      {
        privateLink: { allow: [roleArn, "111111111111"], services: ["books"] },
        consumers: {
          partner: { account: "333333333333", roleArn, api: true },
          shop: { account: "111111111111" },
        },
      },
    ),
    { from: "partner" },
  );
  return viewOf({ topology, balancers: new Balancers(), services: [], url: "http://localhost:8080" });
}

test("PrivateLink leads from the consumers' endpoints, or from an API before one, to the listener of its own", () => {
  const graph = graphOf(linked());
  const parts = graph.nodes
    .filter(({ column }) => column === COLUMN.privateLink)
    .map(({ title, detail }) => `${title} (${detail})`);
  expect(parts).toEqual([
    "balancer (NLB)",
    "partner: endpoint (account 333333333333)",
    "shop: endpoint (account 111111111111)",
    "endpoint service (account 111111111111)",
    "private_link (NLB)",
  ]);
  const titles = new Map(graph.nodes.map(({ id, title }) => [id, title]));
  const lines = graph.edges.map(({ from, to }) => `${titles.get(from) ?? ""} → ${titles.get(to) ?? ""}`);
  expect(lines).toEqual(
    expect.arrayContaining([
      "vpc-link → balancer",
      "balancer → partner: endpoint",
      "partner: endpoint → endpoint service",
      "shop: endpoint → endpoint service",
      "endpoint service → private_link",
      expect.stringMatching(/^private_link → shop-dev/),
    ]),
  );
  for (const layout of [wideLayout, narrowLayout]) expect(overlaps(layout(graph))).toBe(0);
  expect(wideLayout(graph).headings.map(({ text }) => text)).toContain("PrivateLink");
  expect(wideLayout(graphOf(view())).headings.map(({ text }) => text)).not.toContain("PrivateLink");
});

/** A private REST API with a consumer, called through another endpoint. */
function privateRest(endpoint: string | undefined): TopologyView {
  const image = { uri: "111111111111.dkr.ecr.us-west-2.amazonaws.com/team/app:1.0.0" };
  const topology = topologyOf(
    configOf(
      { books: service("/api/books", { image, authorization: "iam" }) },
      {
        api: { kind: "rest", endpoint: "private", stage: "live", allowedVpcEndpoints: ["vpce-0a1b2c3d"] },
        consumers: { partner: { account: "111111111111", restApi: true } },
      },
    ),
  );
  return viewOf({ topology, endpoint, balancers: new Balancers(), services: [], url: "http://localhost:8080" });
}

test("a private REST API is entered by the endpoints of consumers, and by the one that requests count as sent through", () => {
  const partner = "dev-consumer-partner: aws_vpc_endpoint.endpoint";
  const graph = graphOf(privateRest("vpce-0a1b2c3d"));
  const endpoints = graph.nodes.filter(({ column }) => column === COLUMN.endpoint);
  expect(endpoints.map(({ id, title }) => [id, title])).toEqual([
    ["vpce-0a1b2c3d", "vpce-0a1b2c3d"],
    [partner, "partner: endpoint"],
  ]);
  const routes = graph.nodes.filter(({ column }) => column === COLUMN.route).map(({ id }) => id);
  for (const { id } of endpoints) {
    expect(graph.edges.filter(({ from }) => from === id).map(({ to }) => to)).toEqual(routes);
  }
  expect(wideLayout(graph).headings[0]?.text).toBe("Endpoint");
  for (const layout of [wideLayout, narrowLayout]) expect(overlaps(layout(graph))).toBe(0);
  for (const known of [partner, undefined]) {
    expect(privateRest(known).endpoints).toEqual([{ address: partner, consumer: "partner" }]);
  }
  expect(view()).not.toHaveProperty("endpoints");
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

test("the log keeps the last 100 requests and, beside them, the last 100 failures, newest first", () => {
  const log = new RequestLog();
  const statuses = Array.from({ length: 900 }, (_, number) => (number < 300 && number % 2 === 0 ? 502 : 200));
  loggedIn(
    log,
    statuses.map((status, number) => record({ requestId: String(number), status })),
  );
  const ids = log.requests.map((one) => Number(one.record.requestId));
  expect(ids.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, at) => 899 - at));
  expect(ids.slice(100)).toEqual(Array.from({ length: 100 }, (_, at) => 298 - 2 * at));
  expect(log.find("298")?.record.status).toBe(502);
  expect(log.find("299")).toBeUndefined();
  expect(log.after(898).map(({ number }) => number)).toEqual([900, 899]);
});

describe("the page's server", () => {
  let server: PageServer;
  let url: string;
  let orders: FaultOrder[];

  beforeEach(async () => {
    const now = view();
    const log = loggedIn(new RequestLog(), [
      record({ path: "/carts/<script>alert(1)</script>", query: "access_token=abcdef123", reason: "no <b>reason</b>" }),
    ]);
    orders = [];
    server = new PageServer({
      view: () => now,
      log,
      giveFault: (order) => {
        orders.push(order);
        return order.taskId === "carts/1" ? { text: "done" } : { refused: "unknown task", text: "unknown" };
      },
    });
    await server.listen(0);
    url = `http://127.0.0.1:${server.port}`;
  });

  afterEach(() => {
    server.close();
  });

  test("/_local/topology is the view as JSON", async () => {
    const answer = await fetch(`${url}/_local/topology`);
    expect(answer.headers.get("content-type")).toBe("application/json");
    expect(await answer.json()).toMatchObject({
      ...{ api: { name: "shop" }, listeners: [{ kind: "ALB", port: 80 }] },
      requests: [{ requestId: "r1", query: "access_token=***" }],
    });
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
    expect(html).toContain("no &lt;b&gt;reason&lt;/b&gt;");
    expect(html).not.toContain("<script>alert");
    expect(html).not.toContain("abcdef123");
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

  test("an order names the task, the fault, and how slow it is to be", async () => {
    await fetch(`${url}/_local/tasks/carts/1/slow`, { method: "POST" });
    await fetch(`${url}/_local/tasks/carts/2/slow?milliseconds=300`, { method: "POST" });
    expect(orders).toEqual([
      { taskId: "carts/1", fault: "slow", milliseconds: 2000 },
      { taskId: "carts/2", fault: "slow", milliseconds: 300 },
    ]);
  });

  test.each([
    ["another page's form", { origin: "http://evil.example" }, 403],
    ["a page in a sandbox", { origin: "null" }, 403],
    ["another port of this machine", { origin: "http://127.0.0.1:1" }, 403],
    ["a browser that names the site only", { "sec-fetch-site": "cross-site" }, 403],
    ["another port, by site only", { "sec-fetch-site": "same-site" }, 403],
    ["a program", {}, 202],
  ])("an order of %s", async (_who, headers, status) => {
    const answer = await fetch(`${url}/_local/tasks/carts/1/kill`, { method: "POST", headers });
    expect(answer.status).toBe(status);
    expect(orders).toHaveLength(status === 202 ? 1 : 0);
  });

  test("an order of this page itself", async () => {
    const answer = await fetch(`${url}/_local/tasks/carts/1/kill`, { method: "POST", headers: { origin: url } });
    expect(answer.status).toBe(202);
  });

  test.each([
    ["GET", "/", 302],
    ["GET", "/_local", 302],
    ["GET", "/else", 404],
    ["POST", "/_local/", 405],
    ["GET", "/_local/requests/r1", 200],
    ["GET", "/_local/requests/r1/html", 200],
    ["GET", "/_local/requests/r2", 404],
    ["GET", "/_local/tasks/carts/1/kill", 405],
    ["POST", "/_local/tasks/carts/1/kill", 202],
    ["POST", "/_local/tasks/carts/9/kill", 404],
    ["POST", "/_local/tasks/carts/1/explode", 404],
    ["POST", "/_local/tasks/carts/1/slow?milliseconds=-1", 400],
    ["POST", "/_local/tasks/carts/1/slow?milliseconds=x", 400],
  ])("%s %s: %d", async (method, path, status) => {
    expect((await fetch(url + path, { method, redirect: "manual" })).status).toBe(status);
  });
});
