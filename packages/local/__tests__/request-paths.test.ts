import { createColors } from "picocolors";
import { curlLines, startTable } from "@private-http-api/local";
import { type Topology, requestPathsOf } from "@private-http-api/topology";
import { configOf, service, topologyOf } from "@private-http-api/test-support";

const reports = "arn:aws:lambda:us-west-2:111111111111:function:reports:live";

/** Ends of each route's ways. */
function ends(topology: Topology): Record<string, readonly string[]> {
  const found: Record<string, readonly string[]> = {};
  for (const { route, end } of requestPathsOf(topology)) found[route] = [...(found[route] ?? []), end];
  return found;
}

test("behind a load balancer, a route leads to the services whose rules its requests can match", () => {
  const services = { carts: service("/carts"), archive: service("/carts-archive") };
  expect(ends(topologyOf(configOf(services)))).toEqual({
    "ANY /carts": ["carts"],
    "ANY /carts/{proxy+}": ["carts"],
    "ANY /carts-archive": ["archive"],
    "ANY /carts-archive/{proxy+}": ["archive"],
  });
});

test("rules are compared with the path that arrives: without base path and stage, with the header of a stripped one", () => {
  const services = {
    carts: service("/carts"),
    stock: service("/stock", { stripPrefix: true, healthCheck: { path: "/health" } }),
    prices: service("/prices", { integration: "cloud-map" }),
    orders: service("/orders", { integration: "nlb" }),
  };
  const topology = topologyOf(configOf(services, { api: { basePath: "/next", stage: "live" } }));
  const expected = ["carts", "stock", "prices", "orders"].flatMap((name) => [
    [`ANY /next/${name}`, [name]],
    [`ANY /next/${name}/{proxy+}`, [name]],
  ]);
  expect(ends(topology)).toEqual(Object.fromEntries(expected));
  const rules = requestPathsOf(topology).map(({ rule }) => rule.replace(/^\d+: /, ""));
  expect(new Set(rules)).toEqual(new Set(["/carts, /carts/*", "x-http-api-service: stock", ""]));
});

test("a route that takes everything leads to every service behind the load balancer", () => {
  const services = { carts: service("/carts"), orders: service("/orders") };
  expect(ends(topologyOf(configOf(services, { api: { routing: "proxy" } })))["ANY /{proxy+}"]).toEqual(
    expect.arrayContaining(["carts", "orders"]),
  );
});

test("a function is shown with what runs, and has its line for curl", () => {
  const topology = topologyOf(
    configOf(
      { carts: service("/carts") },
      { api: { stage: "live", functions: { reports: { path: "/reports", functionArn: reports } } } },
    ),
  );
  expect(startTable(topology, () => ["carts/1"], createColors(false))).toMatch(
    /ANY \/reports +│ Lambda +│ +│ reports +│ not on this machine/,
  );
  expect(curlLines(topology, "http://localhost:8080", { auth: true })).toEqual(
    expect.arrayContaining([
      "  curl -s http://localhost:8080/live/carts",
      "  curl -s http://localhost:8080/live/reports",
    ]),
  );
});

test("a line for curl calls the service itself, not the one whose path it begins with, and signs where IAM is asked", () => {
  const carts = service("/carts", { authorization: "iam" });
  const config = configOf({ carts, items: service("/carts/items", { authorization: "iam" }) });
  function lines(auth: boolean): readonly string[] {
    return [...curlLines(topologyOf(config), "http://localhost:8080", { auth })].sort();
  }
  expect(lines(false)).toEqual([
    "  curl -s http://localhost:8080/carts",
    "  curl -s http://localhost:8080/carts/items",
  ]);
  const signed = "  curl -s --aws-sigv4 aws:amz:us-east-1:execute-api --user key:secret http://localhost:8080";
  expect(lines(true)).toEqual([`${signed}/carts`, `${signed}/carts/items`]);
});
