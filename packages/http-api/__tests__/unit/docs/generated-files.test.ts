import { problemLines } from "../../support/problem-lines";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environmentSchema } from "../../../src/config/schema/environment-schema";
import { serviceSchema } from "../../../src/config/schema/service-schema";
import { configJsonSchema } from "../../../src/docs/config-json-schema";
import { configurationPage } from "../../../src/docs/configuration-page";
import { keyRows } from "../../../src/docs/key-rows";
import { configOf, service } from "@private-http-api/test-support";

const root = join(__dirname, "../../../../..");

test("docs/configuration.md is the one that `npm run docs` writes", () => {
  const page = readFileSync(join(root, "docs/configuration.md"), "utf8");
  expect(page).toBe(configurationPage(page));
});

test("http-api.schema.json is the one that `npm run docs` writes", () => {
  const written: unknown = JSON.parse(readFileSync(join(root, "http-api.schema.json"), "utf8"));
  expect(written).toEqual(JSON.parse(JSON.stringify(configJsonSchema())));
});

test("every key says what it is", () => {
  const rows = [...keyRows(serviceSchema.shape), ...keyRows(environmentSchema.shape)];
  expect(rows.filter(({ description }) => description === "").map(({ key }) => key)).toEqual([]);
});

test("a row has the limits and the default of the schema", () => {
  const rows = new Map(keyRows(serviceSchema.shape).map((row) => [row.key, row]));
  expect(rows.get("healthCheck.intervalSeconds")).toMatchObject({ default: "10", allowed: "5 to 300" });
  expect(rows.get("throttle.rate")).toMatchObject({ default: "required in `throttle`", allowed: "above 0 to 10,000" });
  expect(rows.get("integration")).toMatchObject({
    default: '`"alb"`; nothing without a `path`',
    allowed: '`"alb"`, `"nlb"`, `"cloud-map"`',
  });
});

test("a page that leaves a key out is refused", () => {
  expect(() => configurationPage("# Configuration\n")).toThrow('shows "path" of services in 0 blocks; name it in one');
});

test("$schema is a key of a config", () => {
  const config = { $schema: "./http-api.schema.json", ...configOf({ app: service("/a") }) };
  expect(problemLines(config)).toEqual([]);
});
