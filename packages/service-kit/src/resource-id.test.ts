import fc from "fast-check";
import { parseResourceId } from "./resource-id";

test("reads every whole number from 1 to 2^53 - 1 as itself", () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (nat) => {
      const id = Math.max(nat, 1);
      expect(parseResourceId(String(id))).toBe(id);
    }),
  );
});

test("accepts a text only if it is the number's one spelling", () => {
  const digits = fc.stringMatching(/^[0-9.+eE x٣-]{0,18}$/u);
  fc.assert(
    fc.property(fc.oneof(fc.string(), digits), (text) => {
      let id: number | undefined;
      try {
        id = parseResourceId(text);
      } catch {
        id = undefined;
      }
      const number = Number(text);
      const canonical = Number.isSafeInteger(number) && number > 0 && String(number) === text;
      expect(id).toBe(canonical ? number : undefined);
    }),
    { numRuns: 1_000 },
  );
});

test.each(["", "0", "1abc", "1.0", "01", "9007199254740992", "Infinity", "NaN"])("refuses %j with 400", (text) => {
  function refusal(): unknown {
    try {
      return parseResourceId(text);
    } catch (error) {
      return error;
    }
  }
  expect(refusal()).toMatchObject({
    status: 400,
    code: "invalid_id",
    message: "The id must be a whole number from 1 to 9007199254740991.",
  });
});
