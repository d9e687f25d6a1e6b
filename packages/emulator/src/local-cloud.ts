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
  /** Folder for all files of the parts; it need not exist. */
  readonly folder: string;
  /** 12 digits; see EmulatorOptions. */
  readonly account: string;
  readonly region: string;
  /** See EmulatorOptions. */
  readonly lenient?: boolean;
  /** Whether images are built and run: adds a registry and an engine. */
  readonly images: boolean;
  /** Base images that the engine needs for builds; see `ensureBaseImage`. @default none */
  readonly baseImages?: readonly string[];
  readonly lifetime: Lifetime;
  /** Called after the start of each process, before it is ready, with all processes so far. */
  readonly onProcess?: (processes: Processes) => void;
}

/** Processes that were started here, by name. */
export type Processes = Readonly<Record<string, ProcessIdentity>>;

/** A local AWS: an API emulator, and for images a registry that acts as ECR and a container engine. */
export interface LocalCloud {
  readonly endpoint: string;
  /** Environment variables that make Terraform, cdktf and docker use only this cloud; see `withSettings`. */
  readonly settings: Readonly<Record<string, string>>;
  readonly engine?: Engine;
  readonly registryPort?: number;
  readonly processes: Processes;
  /** Base images that were imported into an engine that was already running. */
  readonly importedImages: readonly string[];
  /** Stops every process that was started here and removes its images from an engine that keeps running. Keeps the folder. */
  stop(): Promise<void>;
}

/** Starts all parts; if one fails, stops the others. */
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
    // First what takes minutes at the first run, before any process runs.
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
