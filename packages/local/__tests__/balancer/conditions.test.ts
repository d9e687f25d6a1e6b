import { compileCondition } from "../../src/balancer/conditions";
import type { BackendRequest } from "../../src/gateway/backend";
import type { RuleCondition } from "@private-http-api/topology";
import { request } from "../support/requests";

type Case = [string, RuleCondition, Partial<BackendRequest>, boolean];

function host(...values: string[]): RuleCondition {
  return { field: "host-header", values };
}
function path(...values: string[]): RuleCondition {
  return { field: "path-pattern", values };
}
function method(...values: string[]): RuleCondition {
  return { field: "http-request-method", values };
}
function header(name: string, ...values: string[]): RuleCondition {
  return { field: "http-header", name, values };
}
function query(...pairs: { key?: string; value: string }[]): RuleCondition {
  return { field: "query-string", pairs };
}
function source(...values: string[]): RuleCondition {
  return { field: "source-ip", values };
}

// Sources: ELB User Guide "Condition types for listener rules" (guide), ELBv2 API reference of the config (API).
const cases: readonly Case[] = [
  ["guide: a host name is not case-sensitive", host("example.com"), { headers: { host: "EXAMPLE.com" } }, true],
  ["guide: the port is no part of the name", host("example.com"), { headers: { host: "example.com:8080" } }, true],
  ["guide: *.example.com", host("*.example.com"), { headers: { host: "test.example.com" } }, true],
  ["guide: *.example.com lacks the bare name", host("*.example.com"), { headers: { host: "example.com" } }, false],
  ["a request without a host", host("*.example.com"), { headers: {} }, false],
  ["API: paths are case-sensitive", path("/img/*"), { path: "/IMG/a" }, false],
  ["guide: one of several values", path("/a", "/b"), { path: "/b" }, true],
  ["guide: only the path, not the query", path("/a?b=c"), { path: "/a", query: "b=c" }, false],
  ["API: methods are an exact match", method("GET", "HEAD"), { method: "HEAD" }, true],
  ["API: methods are case-sensitive", method("GET"), { method: "get" }, false],
  ["API: no wildcards in methods", method("*"), { method: "GET" }, false],
  [
    "API: header names in any case",
    header("User-Agent", "*Chrome*"),
    { headers: { "user-agent": "a chrome b" } },
    true,
  ],
  ["API: header values in any case", header("x-a", "On"), { headers: { "x-a": "oN" } }, true],
  ["guide: the header is absent", header("x-a", "*"), { headers: {} }, false],
  [
    "API: repeated headers are searched in order",
    header("set-cookie", "b"),
    { headers: { "set-cookie": ["a", "b"] } },
    true,
  ],
  ["guide: version=v1", query({ key: "version", value: "v1" }), { query: "a=b&version=v1" }, true],
  ["guide: any key set to example", query({ value: "*example*" }), { query: "q=an+example+b" }, true],
  ["API: keys and values in any case", query({ key: "A", value: "B" }), { query: "a=b" }, true],
  ["API: one of several pairs", query({ key: "a", value: "1" }, { key: "b", value: "2" }), { query: "b=2" }, true],
  ["a key without a value has an empty one", query({ key: "a", value: "" }), { query: "a" }, true],
  ["guide: an escaped wildcard is a character", query({ value: "\\*" }), { query: "a=b" }, false],
  ["no query at all", query({ value: "*" }), { query: "" }, false],
  ["guide: a CIDR block", source("192.0.2.0/24"), { sourceIp: "192.0.2.77" }, true],
  ["guide: outside of it", source("192.0.2.0/24", "198.51.100.10/32"), { sourceIp: "198.51.100.11" }, false],
  ["guide: IPv6", source("2001:db8::/32"), { sourceIp: "2001:db8::1" }, true],
  [
    "guide: x-forwarded-for does not count",
    source("192.0.2.0/24"),
    { headers: { "x-forwarded-for": "192.0.2.1" } },
    false,
  ],
];

test.each(cases)("%s", (_source, condition, changes, expected) => {
  expect(compileCondition(condition)(request(changes))).toBe(expected);
});
