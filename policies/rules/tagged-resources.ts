import { blocks, type Block } from "../json";
import type { PolicyRule } from "../policy-rule";

/** Tags by which cost and ownership are told apart. */
const REQUIRED = ["Application", "Environment", "Stack"];

/** Every resource that takes tags has those of its provider or its own; tasks get theirs from their service. */
export const taggedResources: PolicyRule = {
  name: "tagged-resources",
  remedy: "set them in the AWS provider's default_tags, or in the resource's own tags",
  violations: (resource) => {
    if (!resource.isTaggable) return [];
    const { attributes, awsProvider } = resource;
    const keys = [...blocks(awsProvider["default_tags"]).flatMap(tagKeys), ...tagKeys(attributes)];
    const missing = REQUIRED.filter((key) => !keys.includes(key));
    const untaggedTasks = resource.type === "aws_ecs_service" && attributes["propagate_tags"] === undefined;
    return [
      ...(missing.length > 0 ? [`has no tag ${missing.join(", ")}`] : []),
      ...(untaggedTasks ? ["leaves its tasks without tags (propagate_tags)"] : []),
    ];
  },
};

function tagKeys(block: Block): readonly string[] {
  return blocks(block["tags"]).flatMap((tags) => Object.keys(tags));
}
