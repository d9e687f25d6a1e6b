import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { UserError } from "@private-http-api/cli-kit";
import { temporaryFolder } from "@private-http-api/test-support";
import { smokeTest } from "../src/deploy/smoke";

/** By path: status and body. */
const ANSWERS: Readonly<Record<string, readonly [number, string]>> = {
  "/books": [200, "[]"],
  "/login": [401, '{"message":"Unauthorized"}'],
  "/own-404": [404, "no such book"],
  "/nowhere": [404, '{"message":"Not Found"}'],
  "/broken": [503, '{"message":"Service Unavailable"}'],
};
let server: Server;

beforeAll(async () => {
  server = createServer((request, response) => {
    const [status, body] = ANSWERS[request.url ?? ""] ?? [500, ""];
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
});

function smoke(...paths: readonly string[]) {
  const here = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const outputs = join(temporaryFolder(), "outputs.json");
  const urls = paths.map((path) => [`${path.slice(1)}_url`, here + path]);
  writeFileSync(outputs, JSON.stringify({ api_endpoint: here, ...Object.fromEntries(urls) }));
  return smokeTest({ outputs, withinMs: 0 });
}

test("an answer of a service, or of what guards it, passes", async () => {
  expect(await smoke("/books", "/login", "/own-404")).toHaveLength(3);
});

test.each([
  ["/nowhere", "has no route"],
  ["/broken", "answers 503"],
])("%s fails with its URL: %s", async (path, fault) => {
  await expect(smoke("/books", path)).rejects.toThrow(`${path} ${fault}; check the service's log`);
});

test.each([
  ["a missing file", undefined, "ENOENT: no such file or directory"],
  ["a file that is no JSON", "no JSON", "is not valid JSON"],
])("%s is told in one line", async (_what, content, reason) => {
  const outputs = join(temporaryFolder(), "outputs.json");
  if (content !== undefined) writeFileSync(outputs, content);
  const message = await smokeTest({ outputs, withinMs: 0 }).catch((error: unknown) => (error as UserError).message);
  expect(message).toMatch(/^\S+outputs\.json: cannot be read \(.*\); give the file of outputs that apply writes$/);
  expect(message).toContain(reason);
});

test.each(["null", "[]", "1"])("%s has no outputs", async (content) => {
  const outputs = join(temporaryFolder(), "outputs.json");
  writeFileSync(outputs, content);
  await expect(smokeTest({ outputs, withinMs: 0 })).rejects.toThrow("has no <service>_url");
});

test("outputs of another stack are told", async () => {
  await expect(smoke()).rejects.toThrow("has no <service>_url; give the outputs of the API stack");
});
