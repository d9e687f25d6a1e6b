import path from "node:path";
import { awsProviderOf, type StackFile, textOf, textsOf } from "@private-http-api/terraform-json";
import { engineAnswers, startEngine } from "../engine/engine";
import { imageBuilds } from "../engine/image-builds";
import { baseImages } from "../engine/dockerfile-images";
import { startLocalCloud } from "../local-cloud";
import { withSettings } from "../moto/aws-environment";
import { missing, requireAll } from "../tools/prerequisites";
import type { Surroundings } from "../tools/surroundings";
import { discard } from "./discard";
import { checkGivenEmulator } from "./given-emulator";
import { endLostCloud, forgetCloud, keepRecord } from "./lost-cloud";
import { endedProcesses, readRecord, startingRecord, type CloudRecord } from "./record";

/** moto's default account, for stacks that allow every account. */
const anyAccount = "123456789012";

/** The cloud of an earlier deploy, if all of it still runs; otherwise removes what is left of it. */
export async function earlierCloud(folder: string, { env, progress }: Surroundings): Promise<CloudRecord | undefined> {
  const record = readRecord(folder);
  if (record === undefined) {
    await endLostCloud(folder, { env, progress });
    return undefined;
  }
  const ended = record.starting ? [] : await endedProcesses(record);
  if (!record.starting && ended.length === 0) return record;
  progress(
    record.starting
      ? "the last deploy ended before its emulator was ready: starting again"
      : `the ${ended.join(" and the ")} of the last deploy ended, so the deployment is lost: starting again`,
  );
  await discard(folder, record, env);
  forgetCloud(folder, env);
  return undefined;
}

/** The earlier cloud if there is one, else a new one that keeps running after this command. */
export async function cloudFor(
  stacks: readonly StackFile[],
  earlier: CloudRecord | undefined,
  folder: string,
  surroundings: Surroundings & { readonly lenient?: boolean },
): Promise<CloudRecord> {
  const { env, lenient = false } = surroundings;
  const builds = stacks.some((stack) => imageBuilds(stack).length > 0);
  await checkGivenEmulator(env["AWS_ENDPOINT_URL"], earlier);
  if (builds) requireAll(["docker-provider", "engine", "registry"], env);
  if (earlier) {
    if (builds && earlier.registryPort === undefined) {
      throw new Error("the emulator was started without a registry for images: run this with --destroy first");
    }
    if (lenient !== earlier.lenient && earlier.processes["emulator"]) {
      const runs = earlier.lenient ? "lenient" : "strict";
      throw new Error(`an emulator is already running and is ${runs}: run this with --destroy first`);
    }
    return earlier;
  }
  const aws = stacks[0] && awsProviderOf(stacks[0]);
  const region = textOf(aws?.["region"]);
  if (aws === undefined || region === undefined) throw new Error("there is no stack to deploy");
  const cloud = await startLocalCloud({
    ...surroundings,
    folder,
    account: textsOf(aws["allowed_account_ids"])[0] ?? anyAccount,
    region,
    images: builds,
    baseImages: baseImages(stacks),
    lifetime: "own",
    onProcess: (processes) => {
      keepRecord(folder, startingRecord(processes), env);
    },
  });
  const { endpoint, registryPort, settings, processes, importedImages } = cloud;
  const record: CloudRecord = {
    starting: false,
    lenient,
    endpoint,
    ...(registryPort === undefined ? {} : { registryPort }),
    settings: { ...settings },
    processes: { ...processes },
    importedImages: [...importedImages],
  };
  keepRecord(folder, record, env);
  return record;
}

/**
 * The cloud with an engine to run images, which a cloud without image builds does not have yet. If no engine answers and
 * none can be started, the cloud stays as it is, and serving reports what is missing.
 */
export async function withEngine(cloud: CloudRecord, folder: string, surroundings: Surroundings): Promise<CloudRecord> {
  const { env } = surroundings;
  if (engineAnswers(withSettings(env, cloud.settings)) || missing(["engine"], env).length > 0) return cloud;
  let record = cloud;
  try {
    const engine = await startEngine({
      ...surroundings,
      folder: path.join(folder, "engine"),
      lifetime: "own",
      onSpawn: (process) => {
        record = { ...cloud, starting: true, processes: { ...cloud.processes, engine: process } };
        keepRecord(folder, record, env);
      },
    });
    record = { ...record, starting: false, settings: { ...cloud.settings, ...engine.settings } };
    keepRecord(folder, record, env);
    return record;
  } catch (error) {
    keepRecord(folder, cloud, env);
    throw error;
  }
}
