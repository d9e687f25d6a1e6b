import { AlbBackend } from "../src/balancer/alb-backend";
import { TargetPool } from "../src/balancer/target-pool";
import { createGateway } from "../src/gateway/gateway";
import type { BackendRef, TargetGroup } from "@private-http-api/topology";
import { closeAll, send, startServer } from "./support/gateway-fixtures";
import { configOf, service, topologyOf } from "@private-http-api/test-support";

/** Port of a gateway in front of the load balancer that a config synthesizes; every service answers with its name. */
async function serve(services: Readonly<Record<string, unknown>>, api: object): Promise<number> {
  const topology = topologyOf(configOf(services, { api }));
  const ports = new Map<string, number>();
  for (const name of Object.keys(services)) {
    const { port } = await startServer((_request, response) => response.end(name));
    ports.set(name, port);
  }
  function poolOf({ services: [behind], healthCheck }: TargetGroup): TargetPool {
    function probe() {
      return Promise.resolve({ passed: true } as const);
    }
    const pool = new TargetPool({ check: healthCheck, deregistrationDelaySeconds: 1, probe });
    pools.push(pool);
    const id = behind?.service.name ?? "";
    pool.register({ id, host: "127.0.0.1", port: ports.get(id) ?? 0 });
    return pool;
  }
  function backendFor(ref: BackendRef): AlbBackend {
    if (ref.kind !== "alb-listener") throw new Error(`no load balancer: ${ref.kind}`);
    return new AlbBackend(ref.listener, poolOf);
  }
  const gateway = createGateway({ api: topology.api, backendFor, auth: "enforced" });
  gateways.push(gateway);
  return (await gateway.listen(0, "127.0.0.1")).port;
}

const gateways: ReturnType<typeof createGateway>[] = [];
const pools: TargetPool[] = [];

afterEach(async () => {
  for (const gateway of gateways.splice(0)) await gateway.close(0);
  for (const pool of pools.splice(0)) for (const { target } of pool.targets) pool.remove(target.id);
  await closeAll();
});

const users = { issuer: "https://issuer.example.com", audience: ["shop"] };

describe("below an open path, a service that asks for a token", () => {
  let port: number;
  beforeEach(async () => {
    const guarded = { methods: ["GET"], authorization: { authorizer: "users" } };
    port = await serve(
      { root: service("/api", { authorization: "none" }), books: service("/api/books", guarded) },
      { authorizers: { users } },
    );
  });

  test("is not reached without one", async () => {
    expect(await send(port, { path: "/api/books/1" })).toMatchObject({ status: 401 });
  });

  test.each(["POST", "DELETE", "OPTIONS"])("is not reached by %s, which only the open path takes", async (method) => {
    expect(await send(port, { method, path: "/api/books/1" })).toMatchObject({ status: 200, body: "root" });
  });

  test.each(["/api/b%6Foks/1", "/api/books%2F1"])("is not reached as %s", async (path) => {
    const { body } = await send(port, { path });
    expect(body).not.toBe("books");
  });

  test("is not reached with the header that the gateway sets", async () => {
    const headers = { "x-http-api-service": "books" };
    expect(await send(port, { path: "/api/authors", headers })).toMatchObject({ status: 200, body: "root" });
  });
});

test("above an open path, a service that asks for a token is not reached by an encoded one", async () => {
  const port = await serve(
    {
      root: service("/api", { authorization: { authorizer: "users" } }),
      books: service("/api/books", { authorization: "none" }),
    },
    { authorizers: { users } },
  );
  expect(await send(port, { path: "/api/books/1" })).toMatchObject({ status: 200, body: "books" });
  expect((await send(port, { path: "/api/b%6Foks/1" })).body).not.toBe("root");
});
