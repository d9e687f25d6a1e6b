/**
 * One name for what the provider has under two: `aws_alb`, `aws_alb_listener` and the like are the old names of `aws_lb…`
 * ("This resource … is known as aws_alb", documentation of aws_lb). Data sources keep their `data.`.
 */
export function canonicalType(type: string): string {
  return type.replace(/^(data\.)?aws_alb(?=$|_)/, "$1aws_lb");
}

/** A type as it stands in addresses: a data source's begins with `data.`. */
export function typeName({ mode, type }: { readonly mode: string; readonly type: string }): string {
  return mode === "data" ? `data.${type}` : type;
}

/** The types of resources, then of the data sources that read the same things: a resource says more. */
export function withDataSources(types: readonly string[]): readonly string[] {
  return [...types, ...types.map((type) => `data.${type}`)];
}
