import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parseImageName } from "../../src/base-images/image-name";
import { registryDigest } from "../../src/base-images/registry-digest";

const digest = `sha256:${"ab".repeat(32)}`;
let server: Server | undefined;

/** A registry of this machine that speaks plain HTTP. */
async function registryWith(respond: (host: string) => RequestListener): Promise<string> {
  const listening = createServer((request, response) => {
    respond(`127.0.0.1:${String((listening.address() as AddressInfo).port)}`)(request, response);
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${String((listening.address() as AddressInfo).port)}`;
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

test("a tag's digest is read with a token for whoever asks", async () => {
  const host = await registryWith((own) => (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "", `http://${own}`);
    if (pathname === "/token") {
      const isAsked = searchParams.get("service") === "images" && searchParams.get("scope") === "repository:node:pull";
      response.end(JSON.stringify({ token: isAsked ? "anyone" : "nobody" }));
    } else if (request.headers.authorization !== "Bearer anyone") {
      const challenge = `Bearer realm="http://${own}/token",service="images",scope="repository:node:pull"`;
      response.writeHead(401, { "www-authenticate": challenge }).end();
    } else {
      const isImage = request.method === "HEAD" && pathname === "/v2/node/manifests/22";
      const isList = (request.headers.accept ?? "").includes("application/vnd.oci.image.index.v1+json");
      response.writeHead(isImage && isList ? 200 : 404, { "docker-content-digest": digest }).end();
    }
  });
  expect(await registryDigest(parseImageName(`${host}/node:22`))).toBe(digest);
  await expect(registryDigest(parseImageName(`${host}/node:23`))).rejects.toThrow(`${host} has no such tag`);
});

test.each([
  [401, { "www-authenticate": 'Basic realm="own"' }, "requires credentials (401), which this command does not have"],
  [403, {}, "requires credentials (403)"],
  [429, {}, "accepts no more requests for now (429)"],
  [500, {}, "answers 500"],
  [200, { "docker-content-digest": "sha512:00" }, "returns no sha256 digest"],
])("%d of a registry is one line", async (status, headers, line) => {
  const host = await registryWith(() => (_request, response) => {
    response.writeHead(status, headers).end();
  });
  await expect(registryDigest(parseImageName(`${host}/node:22`))).rejects.toThrow(`${host} ${line}`);
});

test("a registry that is not there is one line", async () => {
  const host = await registryWith(() => (_request, response) => response.end());
  await new Promise((resolve) => server?.close(resolve));
  await expect(registryDigest(parseImageName(`${host}/node:22`))).rejects.toThrow(/ does not answer: .*ECONNREFUSED/);
});
