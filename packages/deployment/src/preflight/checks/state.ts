import { stateBucketName } from "@private-http-api/http-api";
import { nameOf } from "../../aws/aws-failure";
import { fail, type Finding, ok } from "../finding";
import type { Check } from "../target";

const COMPONENTS = ["images", "fargate-vpc-link", "http-api"];

/** The bucket of the state, and who holds a lock in it. */
export const state: Check = {
  what: "state",
  run: async ({ config, environment }) => {
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
    const locks = COMPONENTS.map(async (component): Promise<readonly Finding[]> => {
      const key = `${config.name}/${name}/${component}.tfstate`;
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: `${key}.tflock` }));
        return [locked(`state ${key}`, `${name}-${component}`, (await Body?.transformToString()) ?? "")];
      } catch (error) {
        if (nameOf(error) === "NoSuchKey") return [];
        throw error;
      }
    });
    return [ok(`state bucket ${bucket}`, "there"), ...(await Promise.all(locks)).flat()];
  },
};

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
