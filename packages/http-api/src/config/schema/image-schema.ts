import { z } from "zod";
import { gotOrMissing } from "./issue-message";

const build = z.strictObject({
  /** Folder with a Dockerfile, relative to the folder that the command runs in. */
  build: z.string().min(1),
  /** The Dockerfile, relative to that folder. @default Dockerfile */
  dockerfile: z.string().min(1).default("Dockerfile"),
  /** Build arguments; they are part of the image's tag. */
  args: z.record(z.string(), z.string()).default({}),
});

/** An image in a registry, by digest or by a tag that never moves. */
export const imageUri = z
  .string()
  .regex(/^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?:@sha256:[0-9a-f]{64}|:(?!latest$)[\w][\w.-]{0,127})$/, {
    error:
      'it is no pinned image; give "registry/repository@sha256:<digest>" or a tag that never moves (a missing tag and :latest are refused)',
  });

const given = z.strictObject({
  /** An image that is built elsewhere. */
  uri: imageUri,
});

/** Where a service's image comes from: built from a folder of this repository, or given by URI. */
export const imageSchema = z.union([build, given], {
  error: ({ input }) =>
    `${gotOrMissing(input)}; give { build: "<folder with a Dockerfile>" } or { uri: "<registry>/<repository>@sha256:<digest>" }`,
});
