/** A value that Terraform hands to AWS, by the attribute that holds it. */
export interface EmittedValue {
  /** e.g. `aws_ecs_service.deployment_circuit_breaker.enable`; entries of maps end in `.key` and `.value`. */
  readonly attribute: string;
  readonly value: string | number | boolean;
}

interface Stack {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly provider?: { readonly aws?: readonly { readonly default_tags?: readonly { readonly tags?: object }[] }[] };
}

/** What is Terraform's and not AWS's. */
const META = new Set(["lifecycle", "timeouts", "depends_on", "provider", "count", "for_each", "provisioner"]);

/** Attributes whose keys are names of the user's or of other things, and not of the schema's. */
const MAPS = /\.(?:tags|triggers|stage_variables|variables|request_parameters|options|dimensions|dockerLabels)$/;

/** Texts that hold JSON of the API's own shape. */
const NESTED = new Set(["aws_ecs_task_definition.container_definitions"]);

/** Every value of a synthesized stack's resources, as AWS gets it; references, which only an apply knows, are left out. */
export function emittedValues(stack: Stack): readonly EmittedValue[] {
  const tags = stack.provider?.aws?.flatMap((each) => each.default_tags ?? []).map((each) => each.tags ?? {}) ?? [];
  return Object.entries(stack.resource ?? {}).flatMap(([type, all]) =>
    Object.values(all).flatMap((settings) => {
      const all =
        settings["tags"] === undefined ? settings : { ...settings, tags: tagsOver([...tags, settings["tags"]]) };
      return Object.entries(all).flatMap(([key, value]) => (META.has(key) ? [] : below(`${type}.${key}`, value)));
    }),
  );
}

/** The later of two tags of one name wins. */
function tagsOver(all: readonly unknown[]): object {
  return all.reduce<object>((tags, more) => ({ ...tags, ...(more as object) }), {});
}

function below(attribute: string, value: unknown): readonly EmittedValue[] {
  if (Array.isArray(value)) return value.flatMap((each) => below(attribute, each));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) =>
      MAPS.test(attribute)
        ? [...below(`${attribute}.key`, key), ...below(`${attribute}.value`, inner)]
        : below(`${attribute}.${key}`, inner),
    );
  }
  if (typeof value === "number" || typeof value === "boolean") return [{ attribute, value }];
  if (typeof value !== "string") return [];
  if (NESTED.has(attribute)) return below(attribute, JSON.parse(value));
  const text = literal(value);
  return text === undefined ? [] : [{ attribute, value: text }];
}

/** A text as Terraform reads it; `undefined` where it holds a reference, unless that is a part of a document. */
function literal(text: string): string | undefined {
  if (/(?<!\$)\$\{/.test(text) && !text.startsWith("{")) return undefined;
  return text.replaceAll("$${", () => "${").replaceAll("%%{", "%{");
}
