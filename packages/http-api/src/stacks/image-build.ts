import type { Config, Environment } from "../config/config";
import { imagesRecorded } from "../config/image-record";
import { hashBuildContext } from "../constructs/build-context-hash";
import type { BaseStackProps } from "./base-stack";

/** An image of a service that is built from this repository. */
export interface ImageBuild {
  readonly serviceName: string;
  /** Folder with the Dockerfile. */
  readonly folder: string;
  readonly dockerfile: string;
  readonly buildArgs: Readonly<Record<string, string>>;
  readonly architecture: "X86_64" | "ARM64";
  /** Identifies everything that goes into the image. */
  readonly tag: string;
  /** Digest of the recorded image to use. @default the image is built */
  readonly digest?: string;
}

/** The images of an environment that are built here, each with its recorded digest where that is to be used. */
export function imageBuilds(config: Pick<Config, "name" | "images">, environment: Environment): readonly ImageBuild[] {
  return environment.services.flatMap(({ name, image, architecture }): ImageBuild[] => {
    if (!("build" in image)) return [];
    const source = { folder: image.build, dockerfile: image.dockerfile, buildArgs: image.args, architecture };
    const tag = hashBuildContext(source);
    const digest = recordedDigest(config, environment, name, tag);
    return [{ ...source, serviceName: name, tag, ...(digest === undefined ? {} : { digest }) }];
  });
}

/** Whether images of an environment were ever recorded: then there is an images stack, even after the last one is removed. */
export function hasRecordedImages({ name, images }: Pick<Config, "name" | "images">, environment: string): boolean {
  return images !== undefined && imagesRecorded(images.record, name, environment) !== undefined;
}

/** One line per environment whose recorded images are not those of the sources, with what to do. */
export function unrecordedImages(config: Pick<Config, "name" | "images" | "environments">): readonly string[] {
  if (config.images?.choice !== "recorded-sources") return [];
  return config.environments.flatMap((environment) => {
    const { name } = environment;
    if (!hasRecordedImages(config, name)) return [];
    const built = imageBuilds(config, environment).filter(({ digest }) => digest === undefined);
    if (built.length === 0) return [];
    const services = built.map(({ serviceName }) => serviceName).join(", ");
    return [
      `${name}: the image of ${services} is not recorded, so a deploy builds it on this machine; run npm run images -- ${name} first, and commit the record`,
    ];
  });
}

function recordedDigest(
  { name, images }: Pick<Config, "name" | "images">,
  environment: Environment,
  service: string,
  tag: string,
): string | undefined {
  if (images === undefined || images.choice === "none") return undefined;
  const recorded = imagesRecorded(images.record, name, environment.name);
  // Another account or Region has another registry, which does not have the recorded images.
  if (recorded?.account !== environment.account || recorded.region !== environment.region) return undefined;
  const image = Object.hasOwn(recorded.images, service) ? recorded.images[service] : undefined;
  return image !== undefined && (images.choice === "recorded" || image.tag === tag) ? image.digest : undefined;
}

/** Name of the ECR repository of a service's image; known without the stack, so that a role can use it. */
export function repositoryName(
  { application, environment }: Pick<BaseStackProps, "application" | "environment">,
  serviceName: string,
): string {
  return `${application}/${environment}/${serviceName}`;
}
