import type { Resource } from "../plan/world";
import type { Worlds } from "./worlds";

/** How a resource is called where its type is told by the context: the last part of its address. */
export const nameOf = (resource: { readonly address: string }): string =>
  resource.address.replace(/^(?:.*\.)?(?:data\.)?[a-z]\w*_\w+\./, "");

/**
 * ARNs of resources that the plans know, as references (`${aws_ecr_repository.books.arn}/*`), so that a value reads the
 * same before the first apply as after it.
 */
export const labelIn =
  (worlds: Worlds) =>
  (value: string): string => {
    const found = worlds.after.resolvePrefix(value) ?? worlds.before.resolvePrefix(value);
    return found === undefined ? value : `\${${arnReference(found.resource)}}${found.rest}`;
  };

const arnReference = (resource: Resource): string =>
  `${resource.address}.${typeof resource.values["arn"] === "string" ? "arn" : "id"}`;
