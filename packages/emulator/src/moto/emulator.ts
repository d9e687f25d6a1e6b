import path from "node:path";
import { type BackgroundProcessOptions, freePort, type Lifetime, startBackground } from "@private-http-api/cli-kit";
import type { Surroundings } from "../tools/surroundings";
import { LAMBDA_RUNTIMES_AS_OF } from "@private-http-api/http-api/lambda-runtimes";
import { awsSettings, withSettings } from "./aws-environment";
import { motoPython } from "./environment";

export interface EmulatorOptions extends Surroundings {
  /** The account of all resources, 12 digits. It must be the config's account, because of `allowed_account_ids`. */
  readonly account: string;
  readonly region: string;
  /** Port on 127.0.0.1 of the registry that acts as ECR. @default ECR answers with AWS's host names */
  readonly registryPort?: number;
  /** Accept everything that moto accepts, even if AWS refuses it; see strict/. @default false */
  readonly lenient?: boolean;
  readonly logFile: string;
  readonly lifetime: Lifetime;
  readonly onSpawn?: BackgroundProcessOptions["onSpawn"];
}

export interface Emulator {
  readonly endpoint: string;
  /** Environment variables that make Terraform and the SDKs use it. */
  readonly settings: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/** Installs, once, what starting an emulator needs. */
export async function prepareEmulator(surroundings: Surroundings): Promise<void> {
  if (surroundings.env["AWS_ENDPOINT_URL"] === undefined) await motoPython(surroundings);
}

/** Uses the emulator that `AWS_ENDPOINT_URL` names, otherwise starts moto on a free port. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { env } = options;
  const given = env["AWS_ENDPOINT_URL"];
  if (given !== undefined) {
    options.progress(`AWS emulator: using ${given} (AWS_ENDPOINT_URL)`);
    return { endpoint: given, settings: awsSettings(env, given, options.region), stop: () => Promise.resolve() };
  }
  const python = await motoPython(options);
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = awsSettings(env, endpoint, options.region);
  const process = await startBackground({
    command: python,
    args: [path.join(__dirname, "server.py"), "--host", "127.0.0.1", "--port", String(port)],
    env: {
      ...withSettings(env, settings),
      MOTO_ACCOUNT_ID: options.account,
      PYTHONDONTWRITEBYTECODE: "1",
      EMULATOR_LAMBDA_DAY: LAMBDA_RUNTIMES_AS_OF,
      EMULATOR_LENIENT: options.lenient === true ? "1" : "",
      ...(options.registryPort === undefined ? {} : { EMULATED_ECR_REGISTRY: `127.0.0.1:${options.registryPort}` }),
    },
    logFile: options.logFile,
    lifetime: options.lifetime,
    signal: options.signal,
    onSpawn: options.onSpawn,
    ready: async (signal) => (await fetch(`${endpoint}/moto-api/data.json`, { signal })).ok,
  });
  return { endpoint, settings, stop: () => process.stop() };
}
