/** Resource types that have something in common when one is destroyed. */
export interface Family {
  readonly because: string;
  readonly types: RegExp;
  /** The page that says so: of AWS, or of the provider; `PROVIDER_PAGES` where each type's own page says it. */
  readonly source: string;
  /** What to expect when one goes. @default what goes over it fails, or its data is lost */
  readonly destroyed?: string;
}

/** Each type of the AWS provider has a page of its own under this one, named after it without `aws_`. */
export const PROVIDER_PAGES = "https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources";

/** AWS types by their names without `aws_`; `dx_*` is every type of a service. */
export function named(names: string): RegExp {
  const patterns = names
    .trim()
    .split(/\s+/)
    .map((name) => name.replace("*", "\\w+"));
  return new RegExp(`^aws_(${patterns.join("|")})$`);
}
