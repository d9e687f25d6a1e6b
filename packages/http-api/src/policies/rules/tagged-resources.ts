import { blocksOf, type JsonObject } from "@private-http-api/terraform-json/values";
import type { PolicyRule } from "../policy-rule";

/** Tags that attribute cost and ownership. */
const REQUIRED = ["Application", "Environment", "Stack"];

/** Every resource that supports tags has them, from its provider or its own; tasks get theirs from their service. */
export const taggedResources: PolicyRule = {
  name: "tagged-resources",
  remedy: "set them in the AWS provider's default_tags, or in the resource's own tags",
  violations: (resource) => {
    if (!resource.isTaggable) return [];
    const byDefault = new Set(blocksOf(resource.awsProvider["default_tags"]).flatMap(tagKeys));
    const lacking = REQUIRED.filter((key) => !byDefault.has(key));
    // The resource is rendered, which takes time, only where the defaults are not enough.
    const own = lacking.length === 0 ? [] : tagKeys(resource.attributes);
    const missing = lacking.filter((key) => !own.includes(key));
    const untaggedTasks = resource.type === "aws_ecs_service" && resource.attributes["propagate_tags"] === undefined;
    return [
      ...(missing.length > 0 ? [`has no tag ${missing.join(", ")}`] : []),
      ...(untaggedTasks ? ["leaves its tasks without tags (propagate_tags)"] : []),
    ];
  },
};

function tagKeys(block: JsonObject): readonly string[] {
  return blocksOf(block["tags"]).flatMap((tags) => Object.keys(tags));
}
