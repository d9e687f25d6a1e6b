/** A text as Terraform leaves it alone: elsewhere in the JSON, `${…}` and `%{…}` are templates to it. */
export function literal(value: string): string {
  // A function, because "$$" in a replacement text is one "$".
  return value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}

/** Such texts by name; Terraform takes names for templates as well. */
export function literals(texts: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, value]) => [literal(name), literal(value)]));
}
