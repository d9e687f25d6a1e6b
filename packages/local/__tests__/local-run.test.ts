import type { AlbListener, EcsService, TargetGroup, Topology } from "@private-http-api/topology";
import { LocalFunctions } from "../src/functions/local-functions";
import type { ExchangeRecord } from "../src/gateway/exchange-record";
import { LocalRun, type ServedTopology } from "../src/local-run";
import { Reaper } from "../src/tasks/reaper";
import { container } from "./support/containers";
import { api, integration, route, send } from "./support/gateway-fixtures";
import { healthCheck } from "./support/requests";
import { eventually } from "./support/programs";
import { someFreePort } from "./support/run-cli";
import { ServerStarter } from "./support/server-starter";

const starter = new ServerStarter((server, ended) => {
  server.closeAllConnections();
  server.close();
  ended();
});
let run: LocalRun | undefined;
const reaper = new Reaper(process.env);

afterEach(async () => {
  await run?.stop();
});

afterAll(() => {
  reaper.close();
});

/** One service by its name, and the changes to it. */
type Services = Readonly<Record<string, { readonly image?: string; readonly count?: number; readonly check?: string }>>;

/** An API with a route for each service, each behind the default action of a listener of its own. */
function topologyOf(services: Services): Topology {
  const made = Object.entries(services).map(([name, { image = "v1", count = 1, check = "/" }]) => {
    const task = {
      address: `task.${name}`,
      family: name,
      cpu: 256,
      memoryMiB: 512,
      containers: [container({ image })],
    };
    const service: EcsService = {
      ...{ address: `service.${name}`, name, zones: [], desiredCount: count, healthCheckGracePeriodSeconds: 0, task },
    };
    const group: TargetGroup = {
      ...{
        address: `group.${name}`,
        name,
        deregistrationDelaySeconds: 0,
        healthCheck: { ...healthCheck, path: check },
      },
      services: [{ service, containerName: "web", containerPort: 8080 }],
    };
    const listener: AlbListener = {
      ...{
        address: `listener.${name}`,
        loadBalancer: name,
        port: 80,
        protocol: "HTTP",
        idleTimeoutSeconds: 60,
        rules: [],
      },
      defaultAction: { type: "forward", targets: [{ group, weight: 1 }] },
    };
    const backend = { kind: "alb-listener", listener } as const;
    return { service, backend, route: route(`GET /${name}`, { integration: integration({ backend }) }) };
  });
  const routes = made.map((one) => one.route);
  const consumers = made.map(({ service: { name }, backend }) => ({ name, address: name, via: [], backend }));
  return { api: api({ routes }), services: made.map(({ service }) => service), consumers, gaps: [] };
}

function servedOf(services: Services): ServedTopology {
  const topology = topologyOf(services);
  const functions = new LocalFunctions({
    api: topology.api,
    shellEnvironment: {},
    writerFor: () => () => undefined,
    reaper,
  });
  return { topology, functions, starter, identityOf: ({ task }) => JSON.stringify(task) };
}

async function start(services: Services, from?: string) {
  const notes: string[] = [];
  const started = new LocalRun({
    ...servedOf(services),
    from,
    auth: "enforced",
    writerFor: () => () => undefined,
    note: (line) => notes.push(line),
  });
  run = started;
  const port = await someFreePort();
  await started.start(port);
  async function get(path: string) {
    const { status, body } = await send(port, { path });
    return status === 200 ? body : status;
  }
  return { get, notes, swap: (next: Services) => started.swap(servedOf(next)) };
}

test("a service that is as it was goes on, others start and stop, and routes follow", async () => {
  const { get, swap } = await start({ books: {}, authors: {} });
  expect(await get("/books")).toBe("books/1");
  expect(await swap({ books: {}, carts: {} })).toEqual(["carts started", "authors stopped"]);
  expect([await get("/books"), await get("/carts"), await get("/authors")]).toEqual(["books/1", "carts/1", 404]);
  await eventually(() => !starter.servers.has("authors/1"));
});

test("a changed service is replaced by tasks of new numbers, without an answer missing in between", async () => {
  const { get, swap } = await start({ books: {} });
  const answers = new Set<string | number>();
  const load = new AbortController();
  const loaded = (async () => {
    while (!load.signal.aborted) answers.add(await get("/books"));
  })();
  expect(await swap({ books: { image: "v2" } })).toEqual(["books restarted"]);
  await eventually(() => answers.has("books/2"));
  load.abort();
  await loaded;
  expect([...answers].sort()).toEqual(["books/1", "books/2"]);
});

test("a changed service that does not come up leaves its place to the one before", async () => {
  const { get, swap } = await start({ books: {} });
  const changes = await swap({ books: { image: "broken" } });
  expect(changes).toEqual(["books does not come up after the change, its previous tasks keep running"]);
  expect(await get("/books")).toBe("books/1");
  // A version that works takes over later.
  expect(await swap({ books: { image: "v3" } })).toEqual(["books restarted"]);
  expect(await get("/books")).not.toBe("books/1");
});

test("a desired count is met by starting or stopping the difference", async () => {
  const { swap } = await start({ books: {} });
  expect(await swap({ books: { count: 3 } })).toEqual(["books has 3 tasks"]);
  expect([...starter.servers.keys()].sort()).toEqual(["books/1", "books/2", "books/3"]);
  expect(await swap({ books: { count: 1 } })).toEqual(["books has 1 task"]);
  await eventually(() => starter.servers.size === 1);
  expect([...starter.servers.keys()]).toEqual(["books/1"]);
});

test("a changed health check moves the running task to another target group", async () => {
  const { get, swap } = await start({ books: {} });
  expect(await swap({ books: { check: "/health" } })).toEqual([]);
  expect(await get("/books")).toBe("books/1");
  expect(run?.balancers.pools.size).toBe(1);
});

test("a consumer of PrivateLink is answered in place of the API, after a change too", async () => {
  const { get, swap } = await start({ books: {}, authors: {} }, "books");
  expect([await get("/authors"), await get("/anything")]).toEqual(["books/1", "books/1"]);
  await swap({ books: { image: "v2" }, authors: {} });
  expect(await get("/authors")).toBe("books/2");
});

test("a consumer with an API of its own is answered by that API, and the page sees what a request passes before the listener", async () => {
  const served = servedOf({ books: {}, authors: {} });
  const [route, ...others] = served.topology.api.routes;
  if (route?.integration.kind !== "http-proxy" || route.integration.backend.kind !== "alb-listener")
    throw new Error("no listener");
  const via = ["balancer", "endpoint", "endpoint service", "outer listener"];
  const backend = { ...route.integration.backend, via };
  const records: ExchangeRecord[] = [];
  const consumers = [{ name: "partner", address: "endpoint", via: [], backend, api: served.topology.api.address }];
  const api = {
    ...served.topology.api,
    routes: [{ ...route, integration: { ...route.integration, backend } }, ...others],
  };
  run = new LocalRun({
    ...served,
    topology: { ...served.topology, api, consumers },
    from: "partner",
    auth: "enforced",
    writerFor: () => () => undefined,
    note: () => undefined,
    onExchange: (record) => records.push(record),
  });
  const port = await someFreePort();
  await run.start(port);
  expect(await send(port, { path: "/books" })).toMatchObject({ status: 200, body: "books/1" });
  expect(await send(port, { path: "/anything" })).toMatchObject({ status: 404 });
  await eventually(() => records.length === 2);
  expect(records[0]?.via).toEqual([...via, "listener.books", "group.books"]);
});

test("a consumer that is not there is refused, with those that are", async () => {
  await expect(start({ books: {} }, "partner")).rejects.toThrow("--from partner: no such consumer; consumers: books.");
});
