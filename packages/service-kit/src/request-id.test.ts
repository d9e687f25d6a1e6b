import { requestIdOf } from "./request-id";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

test("takes the caller's id before the load balancer's trace id", () => {
  const trace = "Root=1-67891233-abcdef012345678912345678;Parent=53995c3f42cd8ad8;Sampled=1";
  expect(requestIdOf({ "x-request-id": "order-17", "x-amzn-trace-id": trace })).toBe("order-17");
  expect(requestIdOf({ "x-amzn-trace-id": trace })).toBe(trace);
});

test("makes a new id for every request that brings none", () => {
  const first = requestIdOf({});
  expect(first).toMatch(UUID);
  expect(requestIdOf({})).not.toBe(first);
});

test.each(["", "two words", 'a","level":"fatal', "x".repeat(129), "é"])("does not take %j for an id", (given) => {
  expect(requestIdOf({ "x-request-id": given })).toMatch(UUID);
});
