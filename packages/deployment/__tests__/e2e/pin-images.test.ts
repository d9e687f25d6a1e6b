import { readFileSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import path from "node:path";
import { tryRun } from "@private-http-api/cli-kit";
import { startRegistry } from "@private-http-api/emulator";
import { describeWith, progress, temporaryFolder } from "@private-http-api/test-support";

const cli = path.join(__dirname, "../../src/base-images/cli.ts");
const MEDIA_TYPE = "application/vnd.oci.image.index.v1+json";

describeWith(["registry"], "npm run pin-images, against a registry", () => {
  let registry: Awaited<ReturnType<typeof startRegistry>>;
  let certificates = "";

  beforeAll(async () => {
    const signal = new AbortController().signal;
    registry = await startRegistry({
      folder: temporaryFolder(),
      lifetime: "parent",
      env: process.env,
      progress,
      signal,
    });
    certificates = registry.settings["SSL_CERT_FILE"] ?? "";
  });
  afterAll(() => registry.stop());

  function pin(dockerfile: string) {
    const env = { ...process.env, NODE_EXTRA_CA_CERTS: certificates };
    return tryRun(process.execPath, ["--require", "tsx/cjs", cli, dockerfile], { env });
  }

  test("writes the digest that the registry gives for the tag, and says what it lacks", async () => {
    const image = `127.0.0.1:${String(registry.port)}/base/node`;
    const digest = await push("base/node", "22");
    const dockerfile = path.join(temporaryFolder(), "Dockerfile");
    writeFileSync(dockerfile, `ARG NODE_IMAGE=${image}:22\nFROM \${NODE_IMAGE}\n`);

    const pinned = await pin(dockerfile);
    expect(pinned).toMatchObject({ exitCode: 0, stdout: `${dockerfile}: ${image}:22@${digest} (pinned)\n` });
    expect(readFileSync(dockerfile, "utf8")).toBe(`ARG NODE_IMAGE=${image}:22@${digest}\nFROM \${NODE_IMAGE}\n`);

    writeFileSync(dockerfile, `FROM ${image}:23\n`);
    const absent = await pin(dockerfile);
    const line = `${image}:23: 127.0.0.1:${String(registry.port)} has no such tag\n`;
    expect(absent).toMatchObject({ exitCode: 1, stderr: line });
  });

  /** Pushes a list of no images; its digest, as the registry says it. */
  function push(repository: string, tag: string): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const url = `https://127.0.0.1:${String(registry.port)}/v2/${repository}/manifests/${tag}`;
      const options = { method: "PUT", ca: readFileSync(certificates), headers: { "content-type": MEDIA_TYPE } };
      const put = request(url, options, (response) => {
        response.resume().on("end", () => {
          resolve(response.headers["docker-content-digest"] as string | undefined);
        });
      });
      put.on("error", reject);
      put.end(JSON.stringify({ schemaVersion: 2, mediaType: MEDIA_TYPE, manifests: [] }));
    });
  }
});
