/**
 * One name for types to which the provider gives two: `aws_alb`, `aws_alb_listener` etc. are the old names of `aws_lb…`
 * ("This resource … is known as aws_alb", documentation of aws_lb). Data sources keep their `data.`.
 */
export function canonicalType(type: string): string {
  return type.replace(/^(data\.)?aws_alb(?=$|_)/, "$1aws_lb");
}

/** A type as written in addresses: that of a data source begins with `data.`. */
export function typeName({ mode, type }: { readonly mode: string; readonly type: string }): string {
  return mode === "data" ? `data.${type}` : type;
}

/** The types of resources, then those of the matching data sources: a resource has more attributes. */
export function withDataSources(types: readonly string[]): readonly string[] {
  return [...types, ...types.map((type) => `data.${type}`)];
}
