import { dirname, join } from "node:path";
import { z } from "zod";
import { ConfigError } from "./config-error";
import { IMAGE_FILE, type EnvironmentImages, type ImageChoice, type ImageRecord } from "./image-record";
import { readRecordFile, writeRecordFile } from "./record-file";
import { issueMessage } from "./schema/issue-message";

const recordSchema = z.record(
  z.string(),
  z.record(
    z.string(),
    z.strictObject({
      account: z.string().regex(/^\d{12}$/, "must be the 12 digits of an account"),
      region: z.string(),
      images: z.record(
        z.string(),
        z.strictObject({
          tag: z.string().regex(/^[\w.-]{1,128}$/, "must be the tag of an image"),
          digest: z.string().regex(/^sha256:[0-9a-f]{64}$/, "must be sha256: and 64 lower-case hexadecimal digits"),
        }),
      ),
    }),
  ),
);

const CHOICES: readonly string[] = ["recorded-sources", "recorded", "none"] satisfies ImageChoice[];

/**
 * Which images HTTP_API_IMAGES says to take from the record.
 *
 * @throws ConfigError when it has another value
 */
export function imageChoiceIn(env: NodeJS.ProcessEnv): ImageChoice {
  const { HTTP_API_IMAGES: choice = "" } = env;
  if (choice === "") return "recorded-sources";
  if (CHOICES.includes(choice)) return choice as ImageChoice;
  const message = `got ${JSON.stringify(choice)}; give one of ${CHOICES.join(", ")}, or leave it unset`;
  throw new ConfigError("HTTP_API_IMAGES", [{ path: [], message }]);
}

/** Where the record of a config's images is. */
export function imageFileOf(configFile: string): string {
  return join(dirname(configFile), IMAGE_FILE);
}

/**
 * The images that are recorded beside a config; empty where there is no file yet.
 *
 * @throws ConfigError when the file does not have the form that `npm run images` writes
 */
export function readImageRecord(configFile: string): ImageRecord {
  const file = imageFileOf(configFile);
  const { data, error } = recordSchema.safeParse(readRecordFile(file) ?? {}, { error: issueMessage });
  if (error) throw new ConfigError(file, error.issues);
  return data;
}

/** Records the images of one environment in place of what was recorded for it. */
export function recordImages(
  configFile: string,
  application: string,
  environment: string,
  images: EnvironmentImages,
): void {
  // Read again: images of another environment may have been recorded meanwhile.
  const before = readImageRecord(configFile);
  const own = { ...before[application], [environment]: images };
  writeRecordFile(imageFileOf(configFile), { ...before, [application]: own });
}
