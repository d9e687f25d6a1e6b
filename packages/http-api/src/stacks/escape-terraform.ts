/**
 * A value from the config whose texts are literal to Terraform: in its JSON, `${…}` and `%{…}` are templates, in strings
 * and in names of attributes alike. Constructs take references, so this is done once, on the way from the config to them.
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

/** `$${` and `%%{` are how Terraform writes the two [Terraform, "Strings and Templates", escape sequences]. */
function escapedText(text: string): string {
  // A function, because "$$" in a replacement text is one "$".
  return text.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
