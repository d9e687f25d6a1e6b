import { z } from "zod";
import { imageReferenceFault } from "../../aws/image-reference";
import { gotOrMissing } from "./issue-message";
import { localPath } from "./names";

const build = z.strictObject({
  build: localPath.meta({
    description: "Folder with a Dockerfile, relative to the working directory.",
    allowed: "a folder that exists",
  }),
  dockerfile: localPath.default("Dockerfile").meta({ description: "The Dockerfile, relative to that folder." }),
  args: z
    .record(z.string(), z.string())
    .default({})
    .meta({
      description: "Build arguments; they are part of the image's tag.",
      allowed: "strings by name",
      examples: [{ VERSION: "1" }, { VERSION: "2" }],
    }),
});

/** An image in a registry, by digest or by a tag that never moves. */
export const imageUri = z
  .string()
  .superRefine((uri, context) => {
    const fault = imageReferenceFault(uri);
    if (fault !== undefined) context.addIssue({ code: "custom", message: `the image is not pinned: ${fault}` });
  })
  .meta({
    allowed: "registry, repository and a digest or a tag that never moves: not `latest`, not without a tag",
    examples: ["registry.example.com/team/app:1.0.0", "registry.example.com/team/app:1.0.1"],
  });

const given = z.strictObject({ uri: imageUri.meta({ description: "An image that was built elsewhere." }) });

/** Where a service's image comes from: built from a folder of this repository, or given by URI. */
export const imageSchema = z
  .union([build, given], {
    error: ({ input }) =>
      `${gotOrMissing(input)}; give { build: "<folder with a Dockerfile>" } or { uri: "<registry>/<repository>@sha256:<digest>" }`,
  })
  .meta({
    description: "Where the image comes from; an override replaces it as a whole.",
    allowed: "`{ build, … }` or `{ uri }`",
  });
