/** A Terraform value after its references were followed as far as the configuration or the state knows them. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap | Reference | Template;

export interface ValueMap {
  readonly [key: string]: Value;
}

/** Which resource is meant. */
export interface ResourceName {
  /** With its stack, e.g. `dev-http-api: aws_apigatewayv2_route.any`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

/** An attribute that only an apply can tell, e.g. an ARN; it still says whose attribute it is. */
export class Reference {
  constructor(
    readonly resource: ResourceName,
    readonly attribute: string,
  ) {}

  toString(): string {
    return `\${${this.resource.type}.${this.resource.name}.${this.attribute}}`;
  }
}

/** A text or expression of which some parts only an apply can tell. */
export class Template {
  constructor(
    readonly parts: readonly Value[],
    /** How the parts read together; the expression as written where they do not simply follow each other. */
    private readonly source?: string,
  ) {}

  /** Whether the parts follow each other. */
  get isConcatenation(): boolean {
    return this.source === undefined;
  }

  toString(): string {
    return this.source ?? this.parts.map(valueText).join("");
  }
}

export function isMap(value: Value | undefined): value is ValueMap {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Reference) &&
    !(value instanceof Template)
  );
}

/** The value as text; unknown parts keep the form that Terraform gives them, `${type.name.attribute}`. */
export function valueText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "object" && !(value instanceof Reference) && !(value instanceof Template)) {
    return JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Reference || part instanceof Template ? part.toString() : part,
    );
  }
  return String(value);
}

/** Every reference inside a value, in the order in which it is written. */
export function referencesIn(value: Value): Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Template) return value.parts.flatMap(referencesIn);
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(referencesIn);
  return isMap(value) ? Object.values(value).flatMap(referencesIn) : [];
}
