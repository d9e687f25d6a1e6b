import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { get } from "node:https";
import path from "node:path";
import nodeProcess from "node:process";
import { type BackgroundProcessOptions, freePort, type Lifetime, startBackground } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";
import { makeCertificate } from "./certificate";

export interface RegistryOptions extends Surroundings {
  /** Folder for certificate, settings, images and log. */
  readonly folder: string;
  /** Accept a second push of a tag. @default false: ECR refuses it for immutable tags */
  readonly lenient?: boolean;
  readonly lifetime: Lifetime;
  readonly onSpawn?: BackgroundProcessOptions["onSpawn"];
}

export interface Registry {
  readonly port: number;
  /** Environment variable that makes Terraform's providers trust the registry. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** The argument of front.mjs. */
interface FrontSettings {
  readonly port: number;
  readonly upstreamPort: number;
  readonly certificateFile: string;
  readonly keyFile: string;
  /** Command that starts the registry. */
  readonly registry: readonly string[];
  readonly immutableTags: boolean;
}

/** Starts an image registry on 127.0.0.1 that acts as ECR. */
export async function startRegistry(options: RegistryOptions): Promise<Registry> {
  const { folder } = options;
  mkdirSync(path.join(folder, "images"), { recursive: true });
  const certificate = await makeCertificate(folder, options);
  const port = await freePort();
  const upstreamPort = await freePort();
  const settings = path.join(folder, "registry.yml");
  // JSON is YAML.
  writeFileSync(
    settings,
    JSON.stringify({
      version: 0.1,
      log: { level: "warn" },
      storage: { filesystem: { rootdirectory: path.join(folder, "images") }, delete: { enabled: true } },
      // Clients use the proxy's address.
      http: { addr: `127.0.0.1:${upstreamPort}`, relativeurls: true },
    }),
  );
  const front: FrontSettings = {
    port,
    upstreamPort,
    ...certificate,
    registry: ["docker-registry", "serve", settings],
    immutableTags: options.lenient !== true,
  };
  const process = await startBackground({
    command: nodeProcess.execPath,
    args: [path.join(__dirname, "front.mjs"), JSON.stringify(front)],
    env: options.env,
    logFile: path.join(folder, "registry.log"),
    lifetime: options.lifetime,
    signal: options.signal,
    onSpawn: options.onSpawn,
    ready: (signal) => answers(port, certificate.certificateFile, signal),
  });
  return { port, settings: { SSL_CERT_FILE: certificate.bundleFile }, stop: () => process.stop() };
}

/** Whether `GET /v2/`, the registry API's version check, succeeds. */
function answers(port: number, certificateFile: string, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(`https://127.0.0.1:${port}/v2/`, { ca: readFileSync(certificateFile), signal }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on("error", () => {
      resolve(false);
    });
  });
}
