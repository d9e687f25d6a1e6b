import { mkdirSync } from "node:fs";
import path from "node:path";
import { ensureBaseImage } from "./engine/base-image";
import { startEngine, type Engine } from "./engine/engine";
import { removeImages } from "./engine/images";
import { prepareEmulator, startEmulator } from "./moto/emulator";
import { withSettings } from "./moto/aws-environment";
import type { Lifetime, ProcessIdentity } from "@private-http-api/cli-kit";
import { startRegistry } from "./registry/registry";
import { prepareTerraform } from "./terraform/providers";
import type { Surroundings } from "./tools/surroundings";
import { afterCleanUp } from "./tools/after-clean-up";
import { UndoStack } from "./tools/undo-stack";

export interface LocalCloudOptions extends Surroundings {
  /** Holds all that the parts write; need not exist. */
  readonly folder: string;
  /** 12 digits; see EmulatorOptions. */
  readonly account: string;
  readonly region: string;
  /** See EmulatorOptions. */
  readonly lenient?: boolean;
  /** Whether images are built and run: adds a registry and an engine. */
  readonly images: boolean;
  /** Node images that the engine is to have for builds; see `ensureBaseImage`. @default none */
  readonly baseImages?: readonly string[];
  readonly lifetime: Lifetime;
  /** Told each time that a process was started of all there are by then, before it is known whether it comes up. */
  readonly onProcess?: (processes: Processes) => void;
}

/** Processes that were started here, by name. */
export type Processes = Readonly<Record<string, ProcessIdentity>>;

/** An AWS of this machine: an API emulator, and where images are wanted a registry that plays ECR and a container engine. */
export interface LocalCloud {
  readonly endpoint: string;
  /** Environment variables with which Terraform, cdktf and docker use this cloud and no other; see `withSettings`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly engine?: Engine;
  readonly registryPort?: number;
  readonly processes: Processes;
  /** Base images that were put into an engine which was there before. */
  readonly importedImages: readonly string[];
  /** Stops every process that was started here, and removes its images from an engine that stays up. The folder stays. */
  stop(): Promise<void>;
}

/** Starts all parts, or none: where one fails the others are stopped. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { folder, env } = options;
  mkdirSync(folder, { recursive: true });
  const undo = new UndoStack();
  function stop() {
    return undo.run();
  }
  const processes: Record<string, ProcessIdentity> = {};
  async function begin<T extends { stop(): Promise<void> }>(
    name: string,
    start: (onSpawn: (process: ProcessIdentity) => void) => Promise<T>,
  ): Promise<T> {
    const part = await start((process) => {
      processes[name] = process;
      options.onProcess?.({ ...processes });
    });
    undo.push(() => part.stop());
    return part;
  }
  try {
    // What takes minutes, the first time, comes before anything runs.
    const terraform = await prepareTerraform({ ...options, configFile: path.join(folder, "terraform.tfrc") });
    await prepareEmulator(options);
    const images = options.images ? await startImages() : undefined;
    const emulator = await begin("emulator", (onSpawn) =>
      startEmulator({
        ...options,
        onSpawn,
        logFile: path.join(folder, "emulator.log"),
        ...(images ? { registryPort: images.registryPort } : {}),
      }),
    );
    return {
      ...images,
      endpoint: emulator.endpoint,
      settings: { ...emulator.settings, ...terraform, ...images?.settings },
      processes,
      importedImages: images?.importedImages ?? [],
      stop,
    };
  } catch (error) {
    throw await afterCleanUp(error, stop);
  }

  async function startImages() {
    const registry = await begin("registry", (onSpawn) =>
      startRegistry({ ...options, onSpawn, folder: path.join(folder, "registry") }),
    );
    const engine = await begin("engine", (onSpawn) =>
      startEngine({ ...options, onSpawn, folder: path.join(folder, "engine") }),
    );
    const importedImages: string[] = [];
    if (!engine.own) {
      undo.push(() => removeImages(registry.port, importedImages, withSettings(env, engine.settings)));
    }
    for (const name of options.baseImages ?? []) {
      if ((await ensureBaseImage(name, engine, options)) === "imported") importedImages.push(name);
    }
    const settings = { ...engine.settings, ...registry.settings };
    return { engine, registryPort: registry.port, settings, importedImages };
  }
}
