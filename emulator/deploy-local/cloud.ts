import { nodeImages } from "../engine/node-image";
import { ensureBaseImage } from "../engine/base-image";
import { startLocalCloud } from "../local-cloud";
import type { SynthesizedStack } from "../synthesis/synthesis";
import type { Surroundings } from "../tools/surroundings";
import { discard } from "./discard";
import { checkGivenEmulator } from "./given-emulator";
import { endedProcesses, readRecord, writeRecord, type CloudRecord } from "./record";

/** The account that moto gives where nothing is said, for stacks that allow every account. */
const anyAccount = "123456789012";

/** The cloud of an earlier deploy, if it still runs, else a new one that goes on after this command. */
export async function cloudFor(
  stacks: readonly SynthesizedStack[],
  folder: string,
  surroundings: Surroundings,
): Promise<CloudRecord> {
  const images = nodeImages(stacks);
  const builds = stacks.some(({ template }) => Object.keys(template.resource.docker_image).length > 0);
  const earlier = await runningCloud(folder, surroundings);
  await checkGivenEmulator(surroundings.env["AWS_ENDPOINT_URL"], earlier);
  if (earlier) {
    if (builds && earlier.registryPort === undefined) {
      throw new Error("images are built now and were not when the emulator was started: run this with --destroy first");
    }
    return earlier;
  }
  const aws = stacks[0]?.template.provider.aws[0];
  if (aws === undefined) throw new Error("there is no stack to deploy");
  const account = aws.allowed_account_ids?.[0] ?? anyAccount;
  const cloud = await startLocalCloud({
    ...surroundings,
    folder,
    account,
    region: aws.region,
    images: builds,
    lifetime: "own",
  });
  try {
    const { engine } = cloud;
    const importedImages: string[] = [];
    for (const name of engine ? images : []) {
      if (engine && (await ensureBaseImage(name, engine, surroundings)) === "imported") importedImages.push(name);
    }
    const { endpoint, registryPort, settings, processes } = cloud;
    const record: CloudRecord = {
      endpoint,
      ...(registryPort === undefined ? {} : { registryPort }),
      settings: { ...settings },
      processes: { ...processes },
      importedImages,
    };
    writeRecord(folder, record);
    return record;
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

async function runningCloud(folder: string, { env, progress }: Surroundings): Promise<CloudRecord | undefined> {
  const record = readRecord(folder);
  if (record === undefined) return undefined;
  const ended = await endedProcesses(record);
  if (ended.length === 0) return record;
  progress(`the ${ended.join(" and the ")} of the last deploy ended: what was deployed is gone with it, starting anew`);
  await discard(folder, record, env);
  return undefined;
}
