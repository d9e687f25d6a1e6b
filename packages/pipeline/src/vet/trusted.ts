import {
  blocksOf,
  type JsonObject,
  objectOf,
  stableText,
  type SynthesizedStack,
  textOf,
} from "@private-http-api/terraform-json";

/** What the base branch's synthesis allows: a pull request may use it, and add nothing to it. */
export interface Trusted {
  readonly stacks: ReadonlyMap<string, SynthesizedStack>;
  /** `<source> <version>` by the provider's local name. */
  readonly providers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly dataTypes: ReadonlySet<string>;
  /** Provider settings of all stacks, without their tags. */
  readonly providerBlocks: ReadonlySet<string>;
  /** Backends of all stacks. */
  readonly backends: readonly JsonObject[];
  /** Backends without their keys, for stacks that the pull request adds. */
  readonly backendPlaces: ReadonlySet<string>;
}

export function trustedFacts(stacks: readonly SynthesizedStack[]): Trusted {
  const providers = new Map<string, Set<string>>();
  for (const { json } of stacks) {
    for (const [name, requirement] of requiredProviders(json)) {
      providers.set(name, (providers.get(name) ?? new Set()).add(requirement));
    }
  }
  return {
    stacks: new Map(stacks.map((stack) => [stack.name, stack])),
    providers,
    dataTypes: new Set(stacks.flatMap(({ json }) => Object.keys(objectOf(json["data"])))),
    providerBlocks: new Set(stacks.flatMap(({ json }) => providerBlocks(json).map(({ text }) => text))),
    backends: stacks.map(({ json }) => backendOf(json)),
    backendPlaces: new Set(stacks.map(({ json }) => backendPlace(json))),
  };
}

export function requiredProviders(json: JsonObject): readonly (readonly [name: string, requirement: string])[] {
  return Object.entries(objectOf(objectOf(json["terraform"])["required_providers"])).map(([name, value]) => {
    const { source, version } = objectOf(value);
    return [name, `${textOf(source) ?? `hashicorp/${name}`} ${textOf(version) ?? "any version"}`];
  });
}

/** Settings of a stack's providers; tags may change with the config. */
export function providerBlocks(json: JsonObject): readonly { readonly name: string; readonly text: string }[] {
  return Object.entries(objectOf(json["provider"])).flatMap(([name, blocks]) =>
    blocksOf(blocks).map(({ default_tags: _tags, ...settings }) => ({ name, text: `${name} ${stableText(settings)}` })),
  );
}

export function backendOf(json: JsonObject): JsonObject {
  return objectOf(objectOf(json["terraform"])["backend"]);
}

/** Kind, bucket and Region of a backend, without the key of the object. */
export function backendPlace(json: JsonObject): string {
  return stableText(
    Object.fromEntries(
      Object.entries(backendOf(json)).map(([kind, settings]) => {
        return [kind, Object.fromEntries(Object.entries(objectOf(settings)).filter(([name]) => name !== "key"))];
      }),
    ),
  );
}
