import { z } from "zod";

/** Tags that every resource, or some resources, have already. */
export const OWN_TAGS: readonly string[] = ["Application", "Environment", "Stack", "Name"];

/** AWS allows 50 tags per resource. */
const MOST = 50 - OWN_TAGS.length;

/** What IAM, ECS and ACM all accept [IAM API Reference, Tag; Amazon ECS API Reference, Tag; ACM API Reference, Tag]. */
const CHARACTERS = /^[\p{L}\p{N} _.:/=+\-@]*$/u;
const characters = { error: "IAM, ECS and ACM accept only letters, digits, spaces and _.:/=+-@ in tags" };

const key = z
  .string()
  .min(1)
  .max(128)
  .regex(CHARACTERS, characters)
  .superRefine((text, context) => {
    const own = OWN_TAGS.find((tag) => tag.toLowerCase() === text.toLowerCase());
    if (own !== undefined) {
      const message = `every resource has ${own} already, and IAM accepts no two keys that differ only in case; give another key`;
      context.addIssue({ code: "custom", message });
    }
    if (/^aws:/i.test(text)) {
      context.addIssue({ code: "custom", message: 'AWS reserves "aws:"; give another key' });
    }
  });

/** Tags on every resource, in addition to those that name the application, the environment and the stack. */
export const tagsSchema = z
  .record(key, z.string().max(256).regex(CHARACTERS, characters))
  .superRefine((tags, context) => {
    const keys = Object.keys(tags);
    if (keys.length > MOST) {
      const message = `AWS allows 50 tags per resource, and ${String(OWN_TAGS.length)} are reserved for the application's own; give at most ${String(MOST)}`;
      context.addIssue({ code: "custom", message });
    }
    for (const [index, text] of keys.entries()) {
      const twin = keys.slice(0, index).find((other) => other.toLowerCase() === text.toLowerCase());
      if (twin === undefined) continue;
      const message = `it differs from ${JSON.stringify(twin)} only in case, and IAM accepts only one of them; give each key once`;
      context.addIssue({ code: "custom", path: [text], message });
    }
  })
  .meta({
    description: "Tags on every resource, in addition to `Application`, `Environment`, `Stack` and `Name`.",
    allowed:
      "46 at most; keys of 1 to 128 characters, none that begins with `aws:`; values of at most 256; letters, digits, spaces and `_.:/=+-@`",
    examples: [{ team: "orders" }, { team: "returns" }],
  });
