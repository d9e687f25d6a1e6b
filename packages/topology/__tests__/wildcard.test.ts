import fc from "fast-check";
import { wildcard } from "../src/wildcard";

/** The plain definition, without optimization. */
function naive(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const rest = pattern.slice(1);
  if (pattern.startsWith("*")) return naive(rest, text) || (text !== "" && naive(pattern, text.slice(1)));
  return text !== "" && (pattern.startsWith("?") || pattern[0] === text[0]) && naive(rest, text.slice(1));
}

describe("wildcards of listener rules", () => {
  // Elastic Load Balancing, "Condition types for listener rules": path conditions and host conditions.
  test.each<[string, string, boolean]>([
    ["/img/*", "/img/picture.jpg", true],
    ["/img/*", "/img/", true],
    ["/img/*", "/img", false],
    ["/img/*/pics", "/img/2026/11/pics", true],
    ["/img/*/pics", "/img/pics", false],
    ["/api/books*", "/api/booksX", true],
    ["/api/books/*", "/api/booksX", false],
    ["/img", "/IMG", false],
    ["*.jpg", "/a.jpg.png", false],
    ["/a?c", "/abc", true],
    ["/a?c", "/ac", false],
    ["/a?c", "/a/c", true],
    ["*", "", true],
    ["", "", true],
    ["/a.b", "/axb", false],
    ["**a**", "bab", true],
  ])("%s on %s: %s", (pattern, text, expected) => {
    expect(wildcard(pattern)(text)).toBe(expected);
  });

  test("case matters unless the option turns it off", () => {
    expect(wildcard("*.Example.com", { ignoreCase: true })("WWW.eXample.COM")).toBe(true);
    expect(wildcard("*.Example.com")("www.example.com")).toBe(false);
  });

  test("a backslash escapes a wildcard only where escapes are enabled", () => {
    expect(wildcard("a\\*b", { escapes: true })("a*b")).toBe(true);
    expect(wildcard("a\\*b", { escapes: true })("axb")).toBe(false);
    expect(wildcard("a\\*b")("a\\xb")).toBe(true);
  });

  test("agrees with the definition on any pattern and text", () => {
    const pattern = fc.array(fc.constantFrom("a", "b", "/", "*", "?"), { maxLength: 8 }).map((parts) => parts.join(""));
    const text = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        expect(wildcard(p)(t)).toBe(naive(p, t));
      }),
      { numRuns: 2000 },
    );
  });

  test("a pathological pattern does not take long", () => {
    const started = process.cpuUsage();
    expect(wildcard("*a*a*a*a*a*a*a*a*b")("a".repeat(20_000))).toBe(false);
    expect(process.cpuUsage(started).user).toBeLessThan(1_000_000);
  });
});
