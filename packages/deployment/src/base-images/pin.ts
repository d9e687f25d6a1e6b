import { readFileSync, writeFileSync } from "node:fs";
import { messageOf, UserError } from "@private-http-api/cli-kit";
import { baseImagesOf, renameImages } from "./dockerfile";
import { type ImageName, parseImageName } from "./image-name";

/** Settings of {@link pinBaseImages}. */
export interface PinProps {
  /** Paths of Dockerfiles. */
  readonly dockerfiles: readonly string[];
  /** Digest that a registry has for a tag. */
  readonly digestOf: (image: ImageName) => Promise<string>;
}

/**
 * Writes the digest of each base image beside its tag, and renews it if the tag has moved.
 *
 * @returns one line per image
 * @throws UserError when an image cannot be pinned; no file is written then
 */
export async function pinBaseImages({ dockerfiles, digestOf }: PinProps): Promise<readonly string[]> {
  const files = dockerfiles.map(readDockerfile);
  const names = [...new Set(files.flatMap(({ images }) => images.map(({ name }) => name)))];
  const answers = await Promise.allSettled(names.map((name) => pinned(name, digestOf)));
  const faults = answers.flatMap((answer, index) =>
    answer.status === "fulfilled" ? [] : [`${names[index] ?? ""}: ${(answer.reason as Error).message}`],
  );
  const problems = [...files.flatMap((each) => each.problems.map((problem) => `${each.file}:${problem}`)), ...faults];
  if (problems.length > 0) throw new UserError(...problems);
  const pins = new Map(names.map((name, index) => [name, valueOf(answers[index]) ?? name]));
  return files.flatMap(({ file, text, images }) => {
    const after = renameImages(text, pins);
    if (after !== text) writeFileSync(file, after);
    return images.map(({ name }) => line(file, name, pins.get(name) ?? name));
  });
}

function readDockerfile(file: string) {
  try {
    const text = readFileSync(file, "utf8");
    return { file, text, ...baseImagesOf(text) };
  } catch (error) {
    return { file, text: "", images: [], problems: [` cannot be read (${messageOf(error)}); name a Dockerfile`] };
  }
}

async function pinned(name: string, digestOf: PinProps["digestOf"]): Promise<string> {
  const image = parseImageName(name);
  // A digest without a tag stays: nothing says which newer one is meant.
  return image.tag === undefined ? name : `${image.tagged}@${await digestOf(image)}`;
}

function valueOf(answer: PromiseSettledResult<string> | undefined): string | undefined {
  return answer?.status === "fulfilled" ? answer.value : undefined;
}

function line(file: string, before: string, after: string): string {
  const outcome = before === after ? "as it was" : before.includes("@") ? "renewed" : "pinned";
  return `${file}: ${after} (${outcome})`;
}
