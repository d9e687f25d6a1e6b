import fc from "fast-check";
import { RouteTable } from "../../src/gateway/route-table";

function choose(keys: readonly string[], method: string, path: string) {
  const match = new RouteTable(keys.map((key) => ({ key }))).match(method, path);
  return match && { key: match.route.key, parameters: match.pathParameters };
}

/** The example of "Create routes for HTTP APIs in API Gateway", section "Routing API requests". */
const DOCUMENTED = ["GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default"];
const AWS = "AWS, routing API requests";
const FACTS = "AWS, greedy variables catch child resources";
const TOOL = "aws/aws-lambda-dotnet, test tool: a trailing slash is significant";

const CASES: readonly [source: string, keys: readonly string[], request: string, expected: string | undefined][] = [
  [AWS, DOCUMENTED, "GET /pets/dog/1", "GET /pets/dog/1"],
  [AWS, DOCUMENTED, "GET /pets/dog/2", "GET /pets/dog/{id}"],
  [AWS, DOCUMENTED, "GET /pets/cat/1", "GET /pets/{proxy+}"],
  [AWS, DOCUMENTED, "POST /test/5", "ANY /{proxy+}"],
  [AWS, ["GET /pets"], "POST /pets", undefined],
  [AWS, ["GET /pets", "$default"], "POST /pets", "$default"],
  [AWS, ["GET /pets", "ANY /pets"], "GET /pets", "GET /pets"],
  [AWS, ["GET /pets", "ANY /pets"], "PUT /pets", "ANY /pets"],
  ["AWS, full match before greedy", ["GET /{proxy+}", "ANY /pets/{id}"], "GET /pets/1", "ANY /pets/{id}"],
  ["AWS, method before ANY", ["GET /{proxy+}", "ANY /pets/{proxy+}"], "GET /pets/1/2", "GET /{proxy+}"],
  ["AWS, most specific match", ["ANY /{proxy+}", "ANY /pets/{proxy+}"], "GET /pets/1/2", "ANY /pets/{proxy+}"],
  ["AWS, most specific match", ["GET /{kind}/dog", "GET /pets/{name}"], "GET /pets/dog", "GET /pets/{name}"],
  ["a path that turns out wrong is left", ["GET /pets/{id}/x", "GET /{kind}/1/y"], "GET /pets/1/y", "GET /{kind}/1/y"],
  [FACTS, ["ANY /api/books/{proxy+}"], "GET /api/books", undefined],
  [FACTS, ["ANY /api/books", "ANY /api/books/{proxy+}"], "GET /api/books", "ANY /api/books"],
  [FACTS, ["ANY /api/books", "ANY /api/books/{proxy+}"], "GET /api/booksX", undefined],
  ["routes are case-sensitive", ["ANY /api/books"], "GET /API/books", undefined],
  [TOOL, ["GET /pets/dog"], "GET /pets/dog/", undefined],
  [TOOL, ["GET /pets/{type}/{id}"], "GET /pets/dog/", undefined],
  [TOOL, ["ANY /resource/{proxy+}"], "GET /resource/", "ANY /resource/{proxy+}"],
  [TOOL, ["ANY /{proxy+}"], "GET /", "ANY /{proxy+}"],
  [TOOL, ["ANY /{proxy+}"], "GET //", "ANY /{proxy+}"],
  ["the root is a path", ["GET /"], "GET /", "GET /"],
  ["a segment is compared decoded", ["GET /api/books"], "GET /api/b%6Foks", "GET /api/books"],
  ["an encoded slash parts nothing", ["GET /files/{name}"], "GET /files/a%2Fb", "GET /files/{name}"],
];

test.each(CASES)("%s: %j, %s", (_source, keys, request, expected) => {
  const [method = "", path = ""] = request.split(" ");
  expect(choose(keys, method, path)?.key).toBe(expected);
});

test("variables catch decoded segments, a greedy one with its slashes", () => {
  expect(choose(["GET /{kind}/{rest+}"], "GET", "/pets/a%20b/c%2Fd/")?.parameters).toEqual({
    kind: "pets",
    rest: "a b/c/d/",
  });
  expect(choose(["GET /{name}"], "GET", "/100%")?.parameters).toEqual({ name: "100%" });
});

test.each([
  ["get /pets", "route `get /pets`: a route key is `$default` or a method, one space and a path from `/`"],
  ["FETCH /pets", "route `FETCH /pets`: the method is one of ANY, DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"],
  ["GET /{a+}/b", "route `GET /{a+}/b`: a greedy variable is the last segment"],
  ["GET /a{b}", "route `GET /a{b}`: `a{b}` is neither a literal nor one {variable}"],
])("refuses %s", (key, problem) => {
  expect(() => choose([key], "GET", "/")).toThrow(problem);
});

test("refuses two routes that API Gateway takes for one", () => {
  expect(() => choose(["GET /a/{x}", "GET /a/{y}"], "GET", "/")).toThrow(
    "route `GET /a/{y}`: the same as `GET /a/{x}` to API Gateway, keep one",
  );
});

/** A second matcher, written from the rules without a thought for speed: all that match, sorted by rank. */
function naive(keys: readonly string[], method: string, path: string): string | undefined {
  function rank(key: string): readonly number[] {
    if (key === "$default") return [2];
    const [verb = "", template = ""] = key.split(" ");
    const kinds = template
      .slice(1)
      .split("/")
      .map((part) => (part.endsWith("+}") ? 2 : part.startsWith("{") ? 1 : 0));
    return [template.endsWith("+}") ? 1 : 0, verb === "ANY" ? 1 : 0, ...kinds];
  }
  function matches(key: string): boolean {
    if (key === "$default") return true;
    const [verb = "", template = ""] = key.split(" ");
    const pattern = template.replace(/\{[a-z]+\+\}$/, "(.*)").replace(/\{[a-z]+\}/g, "([^/]+)");
    return (verb === "ANY" || verb === method) && new RegExp(`^${pattern}$`).test(path);
  }
  function compare(a: readonly number[], b: readonly number[]): number {
    for (let index = 0; index < Math.max(a.length, b.length); index++) {
      const difference = (a[index] ?? -1) - (b[index] ?? -1);
      if (difference !== 0) return difference;
    }
    return 0;
  }
  return keys.filter(matches).sort((a, b) => compare(rank(a), rank(b)))[0];
}

const literal = fc.constantFrom("a", "b", "c");
const template = fc
  .tuple(fc.array(fc.oneof(literal, fc.constant("{x}")), { maxLength: 4 }), fc.boolean())
  .map(([parts, greedy]) => `/${[...parts, ...(greedy ? ["{rest+}"] : [])].join("/")}`);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom("GET", "POST", "ANY"), template).map((parts) => parts.join(" ")) },
  { weight: 1, arbitrary: fc.constant("$default") },
);
const path = fc.array(fc.constantFrom("a", "b", "c", "d", ""), { maxLength: 6 }).map((parts) => `/${parts.join("/")}`);

test("chooses what the naive matcher chooses, in whatever order the routes are given", () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 12 }), fc.constantFrom("GET", "POST"), path, (keys, method, asked) => {
      expect(choose(keys, method, asked)?.key).toBe(naive(keys, method, asked));
      expect(choose([...keys].reverse(), method, asked)?.key).toBe(naive(keys, method, asked));
    }),
    { numRuns: 2000 },
  );
});
