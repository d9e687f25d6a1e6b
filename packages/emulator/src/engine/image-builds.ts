import { blocksOf, type JsonObject, objectOf, type SynthesizedStack } from "@private-http-api/terraform-json";

/** The `build` blocks of a stack's images. */
export function imageBuilds({ json }: SynthesizedStack): readonly JsonObject[] {
  const images = Object.values(objectOf(objectOf(json["resource"])["docker_image"]));
  return images.flatMap((image) => blocksOf(objectOf(image)["build"]));
}
