/** A text as Terraform leaves it alone: elsewhere in the JSON, `${…}` and `%{…}` are templates to it. */
export function literal(value: string): string {
  // A function, because "$$" in a replacement text is one "$".
  return value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
