import { get, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { ConsumerDoor } from "../../src/gateway/consumer-door";
import type { ExchangeRecord } from "../../src/gateway/exchange-record";
import { backendAt, closeAll, echo, type Echo, send, startServer } from "../support/gateway-fixtures";
import { eventually } from "../support/programs";

const via = ["aws_vpc_endpoint.endpoint", "aws_vpc_endpoint_service.private_link", "aws_lb_listener.private_link"];
let door: ConsumerDoor | undefined;

afterEach(async () => {
  await door?.close(0);
  await closeAll();
});

async function opened(backend: ReturnType<typeof backendAt>) {
  const records: ExchangeRecord[] = [];
  door = new ConsumerDoor({ backend, via, onExchange: (record) => records.push(record) });
  const { port } = await door.listen(0, "127.0.0.1");
  return { port, records };
}

test("a consumer's request reaches the service past the gateway: without its headers, and without its own", async () => {
  const { port: service } = await startServer(echo);
  const { port } = await opened(backendAt(service));
  const answer = await send(port, { path: "/api/books?a=1", headers: { forwarded: "for=10.1.2.3", via: "1.1 proxy" } });
  expect(answer.headers).not.toHaveProperty("apigw-requestid");
  const { url, headers } = JSON.parse(answer.body) as Echo;
  expect(url).toBe("/api/books?a=1");
  expect(headers).toMatchObject({ forwarded: "for=10.1.2.3", via: "1.1 proxy", "x-forwarded-proto": "http" });
  expect(headers["x-amzn-trace-id"]).toMatch(/^Root=/);
});

test("a request without a Host reaches the service with the target's own", async () => {
  const { port: service } = await startServer(echo);
  const { port } = await opened(backendAt(service));
  const answer = await new Promise<IncomingMessage>((resolve) => get({ port, setHost: false, agent: false }, resolve));
  expect(((await json(answer)) as Echo).headers.host).toBe(`127.0.0.1:${service}`);
});

test("the page sees every part of its way", async () => {
  const { port: service } = await startServer(echo);
  const { port, records } = await opened(backendAt(service));
  await send(port, { path: "/api/books" });
  await eventually(() => records.length === 1);
  expect(records[0]).toMatchObject({
    routeKey: "PrivateLink",
    status: 200,
    entry: via,
    via: ["listener", "rule 10", "group"],
    target: `service/${service}`,
  });
  expect(records[0]?.hops).toMatchObject([
    { at: "endpoint", name: "aws_vpc_endpoint.endpoint", milliseconds: 0 },
    { at: "gateway" },
    { at: "load balancer", name: "listener" },
    { at: "task" },
  ]);
});

test("what the load balancer answers in place of a task that is gone is what the consumer gets", async () => {
  const { port } = await opened(backendAt(1));
  expect(await send(port, { path: "/api/books" })).toMatchObject({ status: 502, body: "bad: ECONNREFUSED" });
});
