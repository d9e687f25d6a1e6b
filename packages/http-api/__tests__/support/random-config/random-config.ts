import fc from "fast-check";
import { environmentSchema } from "../../../src/config/schema/environment-schema";
import { serviceSchema } from "../../../src/config/schema/service-schema";
import { arbitraryOf } from "./arbitrary-of";
import { fit, type RawConfig } from "./fit";
import { HINTS } from "./hints";

/**
 * Configs over the whole schema: one to four services, one or two environments, each with what it overrides of some
 * services. What one setting asks of another is made to fit, because most configs would be refused otherwise; what is
 * wrong all the same is refused.
 */
export function randomConfig(): fc.Arbitrary<RawConfig> {
  const service = arbitraryOf(serviceSchema, "services", HINTS);
  const environment = arbitraryOf(environmentSchema, "environments", HINTS);
  return fc
    .record({
      name: named("application.name"),
      services: fc.dictionary(named("services.<key>"), service, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      environments: fc.dictionary(named("environments.<key>"), environment, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }),
      overrides: fc.array(fc.option(overrideOf(service), { freq: 1 }), { minLength: 8, maxLength: 8 }),
    })
    .map(({ overrides, ...config }) => fit(withOverrides(config as unknown as RawConfig, overrides)));
}

function named(hint: string): fc.Arbitrary<string> {
  return HINTS[hint] as fc.Arbitrary<string>;
}

/** A few settings of another service. Its path and what reaches it stay, or the overridden one would be another service. */
function overrideOf(service: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  return fc.tuple(service, fc.infiniteStream(fc.boolean())).map(([settings, taken]) => {
    const entries = Object.entries(settings as object).filter(([key]) => key !== "path" && key !== "integration");
    return Object.fromEntries(entries.filter(() => taken.next().value));
  });
}

/** The overrides, dealt out to the services of each environment. */
function withOverrides(config: RawConfig, overrides: readonly (object | null)[]): RawConfig {
  const environments = Object.entries(config.environments).map(([name, environment], index) => {
    const dealt = Object.keys(config.services).map(
      (service, place) => [service, overrides[index * 4 + place]] as const,
    );
    return [name, { ...environment, services: Object.fromEntries(dealt.filter(([, override]) => override)) }] as const;
  });
  return { ...config, environments: Object.fromEntries(environments) };
}
