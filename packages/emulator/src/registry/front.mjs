/**
 * A proxy that makes docker-registry act as ECR: with TLS and immutable tags. Its argument is the settings as JSON, see
 * registry.ts. It starts and stops the registry.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { createServer } from "node:https";

const { port, upstreamPort, certificateFile, keyFile, registry, immutableTags } = JSON.parse(process.argv[2]);
const [command, ...args] = registry;
const upstream = spawn(command, args, { stdio: ["ignore", "inherit", "inherit"] });
upstream.on("exit", (code) => process.exit(code ?? 0));
process.on("SIGTERM", () => upstream.kill("SIGTERM"));

const MANIFESTS = [
  "application/vnd.oci.image.index.v1+json",
  "application/vnd.oci.image.manifest.v1+json",
  "application/vnd.docker.distribution.manifest.list.v2+json",
  "application/vnd.docker.distribution.manifest.v2+json",
].join(",");

/** Repository and tag of a request that sets a tag; `undefined` for any other request. */
function tagOf({ method, url }) {
  const [, repository, tag] = /^\/v2\/(.+)\/manifests\/([^/:?]+)$/.exec(url) ?? [];
  return method === "PUT" && tag !== undefined ? { repository, tag } : undefined;
}

function isThere({ repository, tag }) {
  const path = `/v2/${repository}/manifests/${tag}`;
  const { promise, resolve, reject } = deferred();
  request(
    { host: "127.0.0.1", port: upstreamPort, method: "HEAD", path, headers: { accept: MANIFESTS } },
    (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    },
  )
    .on("error", reject)
    .end();
  return promise;
}

function deferred() {
  const parts = {};
  parts.promise = new Promise((resolve, reject) => Object.assign(parts, { resolve, reject }));
  return parts;
}

/** ECR's response to a push under an existing tag, of the same image or another [containers-roadmap 2179, 2380]. */
function refuse(response, { repository, tag }) {
  const message = `The image tag '${tag}' already exists in the '${repository}' repository and cannot be overwritten because the tag is immutable.`;
  response.writeHead(400, { "content-type": "application/json" });
  response.end(JSON.stringify({ errors: [{ code: "TAG_INVALID", message }] }));
}

function forward(incoming, outgoing) {
  const { method, url: path } = incoming;
  const headers = { ...incoming.headers, "x-forwarded-proto": "https" };
  const call = request({ host: "127.0.0.1", port: upstreamPort, method, path, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode, answer.headers);
    answer.pipe(outgoing);
  });
  call.on("error", () => {
    if (!outgoing.headersSent) outgoing.writeHead(502);
    outgoing.end();
  });
  incoming.pipe(call);
}

createServer({ cert: readFileSync(certificateFile), key: readFileSync(keyFile) }, async (incoming, outgoing) => {
  try {
    const tag = immutableTags ? tagOf(incoming) : undefined;
    if (tag !== undefined && (await isThere(tag))) {
      incoming.resume();
      refuse(outgoing, tag);
    } else {
      forward(incoming, outgoing);
    }
  } catch {
    outgoing.writeHead(502).end();
  }
}).listen(port, "127.0.0.1");
