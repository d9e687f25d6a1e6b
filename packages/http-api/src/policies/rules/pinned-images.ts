import { blocksOf, textsOf } from "@private-http-api/terraform-json/values";
import { embeddedJson } from "../embedded-json";
import type { PolicyRule } from "../policy-rule";

/** What runs is what was reviewed: images by digest or by a tag that never moves, and repositories with immutable tags. */
export const pinnedImages: PolicyRule = {
  name: "pinned-images",
  remedy: "give an image by digest (…@sha256:…) or by a unique tag, and make tags immutable",
  types: ["aws_ecs_task_definition", "aws_ecr_repository"],
  violations: ({ type, attributes }) => {
    if (type === "aws_ecr_repository") {
      return attributes["image_tag_mutability"] === "IMMUTABLE" ? [] : ["lets tags move (image_tag_mutability)"];
    }
    return blocksOf(embeddedJson(attributes["container_definitions"]))
      .flatMap(({ image }) => textsOf(image))
      .filter((image) => !isPinned(image))
      .map((image) => `runs ${image}, which can move`);
  },
};

function isPinned(image: string): boolean {
  // The digest may be a Terraform reference; an image that is only a reference cannot be judged here.
  if (image.includes("@") || /^\$\{[^}]+\}$/.test(image)) return true;
  const tag = /:([\w][\w.-]*)$/.exec(image)?.[1];
  return tag !== undefined && tag !== "latest";
}
