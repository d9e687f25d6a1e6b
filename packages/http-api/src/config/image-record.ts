/** File beside the config that records which image of each service was built and pushed, for every environment. */
export const IMAGE_FILE = "http-api.images.json";

/** An image as the registry knows it. */
export interface RecordedImage {
  /** Hash of what it was built from: see `hashBuildContext`. */
  readonly tag: string;
  /** `sha256:` and 64 hexadecimal digits, as the registry gave it. */
  readonly digest: string;
}

/** The images of one environment, and the registry that has them. */
export interface EnvironmentImages {
  readonly account: string;
  readonly region: string;
  /** By service. */
  readonly images: Readonly<Record<string, RecordedImage>>;
}

/** What is recorded, by application and environment. */
export type ImageRecord = Readonly<Record<string, Readonly<Record<string, EnvironmentImages>>>>;

/**
 * Which images a synthesis takes from the record.
 *
 * - `recorded-sources`: those whose sources are still what the recorded image was built from; others are built.
 * - `recorded`: every recorded one, whatever the sources say.
 * - `none`: all are built, for a registry that is not the recorded one.
 */
export type ImageChoice = "recorded-sources" | "recorded" | "none";

/** What is recorded for an environment; `undefined` where nothing ever was. */
export function imagesRecorded(
  record: ImageRecord,
  application: string,
  environment: string,
): EnvironmentImages | undefined {
  const environments = Object.hasOwn(record, application) ? record[application] : undefined;
  return environments && Object.hasOwn(environments, environment) ? environments[environment] : undefined;
}
