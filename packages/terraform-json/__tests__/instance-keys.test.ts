import fc from "fast-check";
import { modulesOf, nameIn, ownKeyOf } from "../src/plan/instance-keys";
import { nearest } from "../src/nearest";
import type { Resource } from "../src/resource";

/** What Terraform writes for a key of for_each: HCL's escapes, which for these are JSON's. */
const key = fc.oneof(
  fc.constant(""),
  fc.nat(1000).map((index) => `[${index}]`),
  fc.string({ unit: "grapheme" }).map((text) => `[${JSON.stringify(text)}]`),
  fc.stringMatching(/^[ab._"\\[\]{}: /0-]{0,12}$/).map((text) => `[${JSON.stringify(text)}]`),
);
const identifier = fc.stringMatching(/^[a-z][a-z0-9_-]{0,8}$/);
const modules = fc
  .array(fc.tuple(identifier, key), { maxLength: 3 })
  .map((calls) => calls.map(([name, ofCall]) => `module.${name}${ofCall}.`).join(""));

test("an address is taken apart whatever its keys contain", () => {
  fc.assert(
    fc.property(
      modules,
      fc.constantFrom("", "data.", "action."),
      fc.constantFrom("aws_lb", "null_resource"),
      identifier,
      key,
      (within, mode, type, name, own) => {
        const address = `${within}${mode}${type}.${name}${own}`;
        expect([modulesOf(address), nameIn(address)]).toEqual([within, `${name}${own}`]);
        if (own !== "") expect(ownKeyOf(address)).toBe(own);
      },
    ),
  );
});

test("of candidates in modules, the one of the same module is nearest, whatever the modules' keys contain", () => {
  function at(address: string): Resource {
    return { address: `dev: ${address}`, attributes: { text: () => undefined } } as unknown as Resource;
  }
  const [other, same] = ["c", "d"].map((module) => at(`module.a["x]y.z"].module.${module}.aws_lb.front`));
  expect(nearest([other, same] as Resource[], at('module.a["x]y.z"].module.d.aws_lb_listener.http'))).toBe(same);
});
