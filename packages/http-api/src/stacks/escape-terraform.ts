/**
 * A value from the config, escaped so that Terraform reads its texts literally: in its JSON, `${…}` and `%{…}` are
 * templates, both in strings and in attribute names. Constructs accept references, so values are escaped before they are
 * passed to constructs.
 */
export function escapeTerraform<T>(value: T): T {
  return escaped(value) as T;
}

function escaped(value: unknown): unknown {
  if (typeof value === "string") return escapedText(value);
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [escapedText(key), escaped(inner)]));
}

/** `$${` and `%%{` are Terraform's escapes of the two [Terraform, "Strings and Templates", escape sequences]. */
function escapedText(text: string): string {
  // A function, because "$$" in a replacement text is one "$".
  return text.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
