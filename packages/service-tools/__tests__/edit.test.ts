import { ConfigSource } from "../src/config-file/config-source";
import { withoutProperty, withProperty } from "../src/config-file/edit";

const ENTRY = { path: "/b", image: { build: "services/b" } };

function added(text: string, file = "http-api.config.ts"): string {
  const source = new ConfigSource(file, text);
  const services = source.objectAt("services");
  if (services === undefined) throw new Error("no services");
  return withProperty(source, services, "b-c", ENTRY);
}

function removed(text: string, key: string, file = "http-api.config.ts"): string {
  const source = new ConfigSource(file, text);
  const services = source.objectAt("services");
  if (services === undefined) throw new Error("no services");
  return withoutProperty(source, services, key);
}

const MULTI_LINE = `import { defineConfig } from "x";

// The shop.
export default defineConfig({
  name: "shop", // short
  services: {
    // Behind the ALB.
    a: { path: "/a" }, // oldest
    // Add more here.
  },
  environments: {},
});
`;

describe("another property", () => {
  test("comes last, and every comment stays", () => {
    expect(added(MULTI_LINE)).toBe(
      MULTI_LINE.replace(
        "// oldest\n",
        `// oldest
    "b-c": {
      path: "/b",
      image: { build: "services/b" },
    },
`,
      ),
    );
  });

  test.each([
    [
      "no comma at the end",
      "export default { services: {\n\ta: 1 // one\n} };\n",
      'export default { services: {\n\ta: 1, // one\n\t"b-c": {\n\t\tpath: "/b",\n\t\timage: { build: "services/b" },\n\t}\n} };\n',
    ],
    [
      "one line",
      "export default { services: { a: 1 } };",
      'export default { services: { a: 1, "b-c": { path: "/b", image: { build: "services/b" } } } };',
    ],
    [
      "empty, with a comment",
      "export default {\n  services: {\n    // none yet\n  },\n};",
      'export default {\n  services: {\n    // none yet\n    "b-c": {\n      path: "/b",\n      image: { build: "services/b" },\n    },\n  },\n};',
    ],
    [
      "single quotes and CRLF",
      "export default {\r\n    services: {\r\n        'a': { 'path': '/a' },\r\n    },\r\n};\r\n",
      "export default {\r\n    services: {\r\n        'a': { 'path': '/a' },\r\n        'b-c': {\r\n            path: '/b',\r\n            image: { build: 'services/b' },\r\n        },\r\n    },\r\n};\r\n",
    ],
    [
      "a comma in a comment",
      "export default { services: {\n  a: 1 /* x, y */,\n} };",
      'export default { services: {\n  a: 1 /* x, y */,\n  "b-c": {\n    path: "/b",\n    image: { build: "services/b" },\n  },\n} };',
    ],
  ])("follows the file's style: %s", (_case, before, after) => {
    expect(added(before)).toBe(after);
  });

  test("JSON stays JSON, with its indentation", () => {
    const json = { name: "shop", services: { a: { path: "/a" } }, environments: {} };
    for (const indent of [2, 4, "\t"]) {
      const text = added(JSON.stringify(json, null, indent), "other.json");
      expect(JSON.parse(text)).toEqual({ ...json, services: { ...json.services, "b-c": ENTRY } });
      expect(text).toContain(`"b-c": {`);
    }
    expect(JSON.parse(added('{"services":{}}', "other.json"))).toEqual({ services: { "b-c": ENTRY } });
  });

  test.each([
    "const config = defineConfig({ services: {} });\nexport default config;",
    "export default ({ services: {} } as const) satisfies object;",
    "const services = { a: 1 } as const;\nexport default defineConfig({ services, name: 'x' });",
    "const services = {};\nexport default { services: services };",
    "export default { services: { ...shared, a: 1 } };",
  ])("a literal is found in %j", (text) => {
    expect(added(text)).toContain("b-c");
  });

  test.each([
    ["export default { services: servicesOf(5) };", "services is computed"],
    ["export default { services: isProd ? { a: 1 } : {} };", "services is computed"],
    ["import { services } from './x';\nexport default { services };", "services is computed"],
    ["let services = {};\nservices = f();\nexport default { services };", "services is computed"],
    ["export default configOf('x');", "the default export is computed"],
    ["export default defineConfig(base, { services: {} });", "the default export is computed"],
    ["export default { ...base };", "no services"],
  ])("nothing is edited in %j", (text, message) => {
    expect(() => added(text)).toThrow(message);
  });
});

describe("a property that goes", () => {
  test("takes the comments on its line and right above it along, and leaves the others", () => {
    const text = `export default {
  services: {
    // All of them are small.

    // The first.
    // Do not touch.
    a: { path: "/a" }, // oldest
    /* second */ "b-c": { path: "/b" },
    // The last.
    d: { path: "/d" },
    // Add more here.
  },
};
`;
    function gone(...lines: readonly string[]): string {
      return text
        .split("\n")
        .filter((line) => !lines.includes(line.trim()))
        .join("\n");
    }
    expect(removed(text, "a")).toBe(gone("// The first.", "// Do not touch.", 'a: { path: "/a" }, // oldest'));
    expect(removed(text, "b-c")).toBe(gone('/* second */ "b-c": { path: "/b" },'));
    expect(removed(text, "d")).toBe(gone("// The last.", 'd: { path: "/d" },'));
  });

  test.each([
    ["a", "export default { services: { b: 2, c: 3 } };"],
    ["b", "export default { services: { a: 1, c: 3 } };"],
    ["c", "export default { services: { a: 1, b: 2 } };"],
  ])("in one line: %s", (key, after) => {
    expect(removed("export default { services: { a: 1, b: 2, c: 3 } };", key)).toBe(after);
  });

  test("JSON stays JSON, whichever goes", () => {
    const services = { a: { path: "/a" }, b: { path: "/b" }, c: { path: "/c" } };
    for (const indent of [undefined, 2]) {
      for (const key of Object.keys(services)) {
        const left = Object.fromEntries(Object.entries(services).filter(([other]) => other !== key));
        const text = removed(JSON.stringify({ services }, null, indent), key, "other.json");
        expect(text).toBe(JSON.stringify({ services: left }, null, indent));
      }
    }
  });

  test("is refused where a spread brings it", () => {
    expect(() => removed("export default { services: { ...shared, a: 1 } };", "b")).toThrow(
      "http-api.config.ts: b is computed and cannot be edited; remove it by hand",
    );
  });
});
