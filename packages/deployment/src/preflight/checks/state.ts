import { hasRecordedImages, stateBucketName } from "@private-http-api/http-api";
import { nameOf } from "../../aws/aws-failure";
import { fail, type Finding, ok, warn } from "../finding";
import { type Check, COMPONENTS } from "../target";

/** The bucket of the state, who holds a lock in it, and images of services that are not built any more. */
export const state: Check = {
  what: "state",
  run: async ({ config, environment, builds }) => {
    const bucket = stateBucketName(config.name, environment);
    if (bucket === undefined) return [];
    const { state: setting, region, name } = environment;
    const where = typeof setting === "object" && "existingBucket" in setting ? (setting.region ?? region) : region;
    const { S3Client, HeadBucketCommand, GetObjectCommand } = await import("@aws-sdk/client-s3");
    const client = new S3Client({ region: where });
    try {
      await client.send(new HeadBucketCommand({ Bucket: bucket }));
    } catch (error) {
      if (!["NotFound", "NoSuchBucket"].includes(nameOf(error))) throw error;
      return [fail(`state bucket ${bucket}`, `does not exist; deploy it: npx cdktf deploy state-${name}`)];
    }
    async function textOf(Key: string): Promise<string | undefined> {
      try {
        return await (await client.send(new GetObjectCommand({ Bucket: bucket, Key }))).Body?.transformToString();
      } catch (error) {
        if (nameOf(error) === "NoSuchKey") return undefined;
        throw error;
      }
    }
    const locks = COMPONENTS.map(async (component): Promise<readonly Finding[]> => {
      const key = `${config.name}/${name}/${component}.tfstate`;
      const lock = await textOf(`${key}.tflock`);
      return lock === undefined ? [] : [locked(`state ${key}`, `${name}-${component}`, lock)];
    });
    const hasStack = builds.length > 0 || hasRecordedImages(config, name);
    const images = `${config.name}/${name}/images.tfstate`;
    const left = hasStack ? [] : leftImages(images, name, await textOf(images));
    return [ok(`state bucket ${bucket}`, "there"), ...(await Promise.all(locks)).flat(), ...left];
  },
};

/** The stack of images is not synthesized where nothing is built or recorded, and then nothing destroys what it made. */
function leftImages(key: string, environment: string, state: string | undefined): readonly Finding[] {
  const { resources = [] } = JSON.parse(state ?? "{}") as { resources?: readonly { readonly mode: string }[] };
  const count = resources.filter(({ mode }) => mode === "managed").length;
  if (count === 0) return [];
  return [
    warn(
      `state ${key}`,
      `describes ${String(count)} resources, and no service is built any more; after the deploy, destroy them: npm run images -- ${environment}`,
    ),
  ];
}

interface Lock {
  readonly ID?: string;
  readonly Who?: string;
  readonly Operation?: string;
  readonly Created?: string;
}

function locked(what: string, stack: string, text: string): Finding {
  const { ID = "unknown", Who = "unknown", Operation = "unknown", Created = "unknown" } = lockIn(text);
  return fail(
    what,
    `is locked by ${Who} since ${Created} (${Operation}); wait for it, or if that run has certainly ended: terraform force-unlock ${ID} in cdktf.out/stacks/${stack}`,
  );
}

function lockIn(text: string): Lock {
  try {
    return JSON.parse(text) as Lock;
  } catch {
    return {};
  }
}
