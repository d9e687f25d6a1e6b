import { BlockList, isIPv6 } from "node:net";
import type { BackendRequest } from "../gateway/backend";
import { type Matcher, type RuleCondition, wildcard } from "@private-http-api/topology";

export type RequestMatcher = (request: BackendRequest) => boolean;

/**
 * Compiles one condition. It compares as Elastic Load Balancing does, see "Condition types for listener rules" and the API
 * reference of each `…ConditionConfig`: host names, header values and query strings ignore case; paths and methods do not;
 * methods have no wildcards.
 */
export function compileCondition(condition: RuleCondition): RequestMatcher {
  switch (condition.field) {
    case "host-header": {
      const matches = anyOf(condition.values, (value) => wildcard(value, { ignoreCase: true }));
      return ({ headers }) => matches(hostName(headers.host ?? ""));
    }
    case "path-pattern": {
      const matches = anyOf(condition.values, (value) => wildcard(value));
      return ({ path }) => matches(path);
    }
    case "http-request-method": {
      const methods = new Set(condition.values);
      return ({ method }) => methods.has(method);
    }
    case "http-header": {
      const matches = anyOf(condition.values, (value) => wildcard(value, { ignoreCase: true }));
      const name = condition.name.toLowerCase();
      return ({ headers }) => {
        const value = headers[name];
        // A repeated header is searched in order.
        return typeof value === "string" ? matches(value) : (value?.some(matches) ?? false);
      };
    }
    case "query-string":
      return compileQuery(condition.pairs);
    case "source-ip": {
      const blocks = blockList(condition.values);
      return ({ sourceIp }) => blocks.check(sourceIp, isIPv6(sourceIp) ? "ipv6" : "ipv4");
    }
  }
}

function anyOf(values: readonly string[], compile: (value: string) => Matcher): Matcher {
  const matchers = values.map(compile);
  const [only] = matchers;
  return matchers.length === 1 && only !== undefined ? only : (text) => matchers.some((matches) => matches(text));
}

function hostName(host: string): string {
  return host.replace(/:\d+$/, "");
}

function compileQuery(pairs: readonly { readonly key?: string; readonly value: string }[]): RequestMatcher {
  const options = { ignoreCase: true, escapes: true } as const;
  const wanted = pairs.map(({ key, value }) => ({
    key: key === undefined ? undefined : wildcard(key, options),
    value: wildcard(value, options),
  }));
  return ({ query }) =>
    query !== "" &&
    query.split("&").some((item) => {
      const equals = item.indexOf("=");
      const key = equals < 0 ? item : item.slice(0, equals);
      const value = equals < 0 ? "" : item.slice(equals + 1);
      return wanted.some((pair) => (pair.key?.(key) ?? true) && pair.value(value));
    });
}

function blockList(cidrs: readonly string[]): BlockList {
  const blocks = new BlockList();
  for (const cidr of cidrs) {
    const [address = "", bits] = cidr.split("/");
    const family = isIPv6(address) ? "ipv6" : "ipv4";
    blocks.addSubnet(address, Number(bits ?? (family === "ipv6" ? 128 : 32)), family);
  }
  return blocks;
}
