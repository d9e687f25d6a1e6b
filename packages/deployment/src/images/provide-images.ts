import { UserError } from "@private-http-api/cli-kit";
import type { EnvironmentImages, ImageBuild, RecordedImage } from "@private-http-api/http-api";
import type { ImageRegistry } from "./image-registry";

/** How an image came to be recorded. */
export type Outcome = "recorded" | "found in the registry" | "built and pushed";

/** Settings of {@link provideImages}. */
export interface ProvideImagesProps {
  /** Every image that the environment builds, with the tag of its current sources. */
  readonly builds: readonly ImageBuild[];
  /** @default nothing is recorded yet */
  readonly recorded?: EnvironmentImages | undefined;
  readonly account: string;
  readonly region: string;
  readonly registry: ImageRegistry;
  readonly repositoryOf: (service: string) => string;
  /** Writes the record. */
  readonly record: (images: EnvironmentImages) => void;
  /** Builds and pushes every image that is not recorded, and leaves nothing of the Docker engine in the state. */
  readonly deploy: () => Promise<void>;
  readonly progress: (line: string) => void;
}

/** An image, and how it came to be recorded. */
export interface ProvidedImage extends RecordedImage {
  readonly service: string;
  readonly outcome: Outcome;
}

/**
 * Records which image each service has: images are looked up in the registry, even if an earlier push was never recorded;
 * the rest is built and pushed. Removed services leave the record.
 *
 * @throws UserError when the registry does not have an image after the deploy
 */
export async function provideImages(props: ProvideImagesProps): Promise<readonly ProvidedImage[]> {
  const { builds, recorded, account, region, progress } = props;
  const isHere = recorded?.account === account && recorded.region === region;
  const before = isHere ? recorded.images : {};
  const there = await lookUp(builds, props);
  const missing = builds.filter(({ serviceName }) => !there.has(serviceName));
  props.record({ account, region, images: Object.fromEntries(there) });
  if (missing.length > 0) {
    progress(`to build and push: ${missing.map(({ serviceName }) => serviceName).join(", ")}`);
    await build(missing, there, props);
    props.record({ account, region, images: Object.fromEntries(there) });
  }
  // Removes what the state has of a Docker engine, so that the next plan is empty on every machine.
  await props.deploy();
  return builds.map(({ serviceName, tag }): ProvidedImage => {
    const image = there.get(serviceName) ?? { tag, digest: "" };
    const wasBuilt = missing.some((each) => each.serviceName === serviceName);
    const wasRecorded = before[serviceName]?.digest === image.digest;
    const outcome = wasBuilt ? "built and pushed" : wasRecorded ? "recorded" : "found in the registry";
    return { service: serviceName, ...image, outcome };
  });
}

/** The images that the registry has, by service. */
async function lookUp(
  builds: readonly ImageBuild[],
  { registry, repositoryOf }: Pick<ProvideImagesProps, "registry" | "repositoryOf">,
): Promise<Map<string, RecordedImage>> {
  const found = await Promise.all(
    builds.map(async ({ serviceName, tag }) => {
      const digest = await registry.digestOf(repositoryOf(serviceName), tag);
      return digest === undefined ? [] : [[serviceName, { tag, digest }] as const];
    }),
  );
  return new Map(found.flat());
}

async function build(
  missing: readonly ImageBuild[],
  there: Map<string, RecordedImage>,
  props: ProvideImagesProps,
): Promise<void> {
  try {
    await props.deploy();
  } catch (error) {
    // Two machines may push the same image at the same time: if ECR refuses one, it uses the other's.
    await addFound(missing, there, props);
    if (absentFrom(there, missing).length > 0) throw error;
    return;
  }
  await addFound(missing, there, props);
  const absent = absentFrom(there, missing);
  if (absent.length === 0) return;
  throw new UserError(
    ...absent.map(
      ({ serviceName, tag }) =>
        `${serviceName}: the repository does not have tag ${tag} after the push; run this again`,
    ),
  );
}

async function addFound(
  builds: readonly ImageBuild[],
  there: Map<string, RecordedImage>,
  props: ProvideImagesProps,
): Promise<void> {
  for (const [service, image] of await lookUp(builds, props)) there.set(service, image);
}

function absentFrom(there: ReadonlyMap<string, RecordedImage>, builds: readonly ImageBuild[]): readonly ImageBuild[] {
  return builds.filter(({ serviceName }) => !there.has(serviceName));
}
