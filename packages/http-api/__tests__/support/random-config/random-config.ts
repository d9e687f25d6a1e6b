import fc from "fast-check";
import { environmentSchema } from "../../../src/config/schema/environment-schema";
import { serviceSchema } from "../../../src/config/schema/service-schema";
import { arbitraryOf } from "./arbitrary-of";
import { fit, type RawConfig } from "./fit";
import { HINTS } from "./hints";

/**
 * Configs over the whole schema: one to four services, one or two environments. What one setting
 * asks of another is made to fit, because most configs would be refused otherwise; what is wrong all the same is refused.
 */
export function randomConfig(): fc.Arbitrary<RawConfig> {
  const service = arbitraryOf(serviceSchema, "services", HINTS);
  const environment = arbitraryOf(environmentSchema, "environments", HINTS);
  const name = HINTS["services.<key>"] as fc.Arbitrary<string>;
  return fc
    .record({
      name: HINTS["name"] ?? name,
      services: fc.dictionary(name, service, { minKeys: 1, maxKeys: 4, noNullPrototype: true }),
      environments: fc.dictionary(HINTS["environments.<key>"] as fc.Arbitrary<string>, environment, {
        minKeys: 1,
        maxKeys: 2,
        noNullPrototype: true,
      }),
    })
    .map((config) => fit(config as unknown as RawConfig));
}
