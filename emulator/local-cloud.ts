import { mkdirSync } from "node:fs";
import path from "node:path";
import { startEngine, type Engine } from "./engine/engine";
import { startEmulator, type Emulator } from "./moto/emulator";
import type { ProcessIdentity } from "./process/background-process";
import { startRegistry } from "./registry/registry";
import { prepareTerraform } from "./terraform/providers";
import type { Surroundings } from "./tools/surroundings";

export interface LocalCloudOptions extends Surroundings {
  /** Holds all that the parts write; need not exist. */
  readonly folder: string;
  /** 12 digits; see EmulatorOptions. */
  readonly account: string;
  readonly region: string;
  /** Whether images are built and run: adds a registry and an engine. */
  readonly images: boolean;
  readonly lifetime: "parent" | "own";
}

/** An AWS of this machine: an API emulator, and where images are wanted a registry that plays ECR and a container engine. */
export interface LocalCloud {
  readonly endpoint: string;
  /** Environment variables with which Terraform, cdktf and docker use this cloud and no other; see `withSettings`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly engine?: Engine;
  readonly registryPort?: number;
  /** Started here, by name. */
  readonly processes: Readonly<Record<string, ProcessIdentity>>;
  /** Ends every process that was started here. The folder stays. */
  stop(): Promise<void>;
}

/** Starts all parts, or none: where one fails the others are stopped. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const started: { stop(): Promise<void> }[] = [];
  const stop = async () => {
    await Promise.all(started.map((part) => part.stop()));
  };
  const begin = async <T extends { stop(): Promise<void> }>(part: Promise<T>): Promise<T> => {
    const running = await part;
    started.push(running);
    return running;
  };
  try {
    const terraform = await prepareTerraform({ ...options, configFile: path.join(folder, "terraform.tfrc") });
    const registry = options.images
      ? await begin(startRegistry({ ...options, folder: path.join(folder, "registry") }))
      : undefined;
    const engine = options.images
      ? await begin(startEngine({ ...options, folder: path.join(folder, "engine") }))
      : undefined;
    const emulator: Emulator = await begin(
      startEmulator({
        ...options,
        logFile: path.join(folder, "emulator.log"),
        ...(registry ? { registryPort: registry.port } : {}),
      }),
    );
    const processes = { emulator: emulator.process, registry: registry?.process, engine: engine?.process };
    return {
      endpoint: emulator.endpoint,
      settings: { ...emulator.settings, ...terraform, ...engine?.settings, ...registry?.settings },
      ...(engine ? { engine } : {}),
      ...(registry ? { registryPort: registry.port } : {}),
      processes: Object.fromEntries(
        Object.entries(processes).flatMap(([name, process]) =>
          process ? [[name, { pid: process.pid, startTime: process.startTime }]] : [],
        ),
      ),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
