/** A Terraform value, with references followed as far as the configuration or the state has them. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap | Reference | Template;

export interface ValueMap {
  readonly [key: string]: Value;
}

/** The resource that a reference points to. */
export interface ResourceName {
  /** Address with its stack, e.g. `dev-http-api: aws_apigatewayv2_route.any`. */
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

/** An attribute that is known after apply, e.g. an ARN; it keeps the address of its resource. */
export class Reference {
  constructor(
    readonly resource: ResourceName,
    readonly attribute: string,
  ) {}

  toString(): string {
    return `\${${this.resource.type}.${this.resource.name}.${this.attribute}}`;
  }
}

/** A text or expression with parts that are known after apply. */
export class Template {
  constructor(
    readonly parts: readonly Value[],
    /** The parts as one text; the expression as written if they are not a plain concatenation. */
    private readonly source?: string,
  ) {}

  /** Whether the value is a plain concatenation of the parts. */
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

/** The value if it is a map, an empty one if not. */
export function mapOf(value: Value | undefined): ValueMap {
  return isMap(value) ? value : {};
}

/** The value as text; unknown parts keep Terraform's form, `${type.name.attribute}`. */
export function valueText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "object" && !(value instanceof Reference) && !(value instanceof Template)) {
    return JSON.stringify(value, (_key, part: unknown) =>
      part instanceof Reference || part instanceof Template ? part.toString() : part,
    );
  }
  return String(value);
}

/** Every reference in a value, in the order in which they are written. */
export function referencesIn(value: Value): Reference[] {
  if (value instanceof Reference) return [value];
  if (value instanceof Template) return value.parts.flatMap(referencesIn);
  if (Array.isArray(value)) return (value as readonly Value[]).flatMap(referencesIn);
  return isMap(value) ? Object.values(value).flatMap(referencesIn) : [];
}
