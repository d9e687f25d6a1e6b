import fc from "fast-check";
import { conditionTest, implies } from "../src/analysis/iam/conditions";
import { isWithin, rangeOf } from "../src/analysis/network/addresses";

function test(operator: string, ...values: readonly string[]) {
  return conditionTest(operator, "aws:Key", values);
}

describe("a condition that lets through no more than another", () => {
  it.each([
    ["StringEquals", ["a"], "StringEquals", ["a", "b"]],
    ["StringEquals", ["a"], "StringEqualsIgnoreCase", ["A"]],
    ["StringEquals", ["a/b"], "StringLike", ["a/*"]],
    ["StringLike", ["a/b*"], "StringLike", ["a/*"]],
    ["StringNotEquals", ["a", "b"], "StringNotEquals", ["a"]],
    ["StringEquals", ["a"], "StringNotEquals", ["b"]],
    ["ArnEquals", ["arn:aws:s3:::a"], "ArnLike", ["arn:aws:s3:::*"]],
    ["IpAddress", ["10.1.0.0/16"], "IpAddress", ["10.0.0.0/8"]],
    ["IpAddress", ["10.0.0.0/8"], "IpAddress", ["10.0.0.0/9", "10.128.0.0/9"]],
    ["NotIpAddress", ["10.0.0.0/8"], "NotIpAddress", ["10.1.0.0/16"]],
    ["IpAddress", ["10.0.0.0/8"], "NotIpAddress", ["192.0.2.0/24"]],
    ["Bool", ["True"], "Bool", ["true"]],
    ["NumericLessThan", ["5"], "NumericLessThanEquals", ["5"]],
    ["NumericEquals", ["3"], "NumericLessThan", ["5"]],
    ["DateLessThan", ["2025-01-01T00:00:00Z"], "DateLessThan", ["2026-01-01T00:00:00Z"]],
    ["StringEquals", ["a"], "StringEqualsIfExists", ["a"]],
    ["ForAnyValue:StringEquals", ["a"], "ForAnyValue:StringEquals", ["a", "b"]],
    ["ForAllValues:StringEquals", ["a"], "ForAllValues:StringLike", ["*"]],
  ])("%s %j implies %s %j", (operator, values, wide, others) => {
    const [narrower, wider] = [test(operator, ...values), test(wide, ...others)];
    expect(implies(narrower, wider)).toBe(true);
  });

  it.each([
    ["StringEquals", ["a", "b"], "StringEquals", ["a"]],
    ["StringEqualsIgnoreCase", ["a"], "StringEquals", ["a"]],
    ["StringLike", ["*"], "StringLike", ["a/*"]],
    ["StringNotEquals", ["a"], "StringNotEquals", ["a", "b"]],
    ["StringNotEquals", ["b"], "StringEquals", ["a"]],
    ["IpAddress", ["0.0.0.0/0"], "IpAddress", ["10.0.0.0/8"]],
    ["IpAddress", ["10.0.0.0/8"], "NotIpAddress", ["10.1.0.0/16"]],
    ["Bool", ["false"], "Bool", ["true"]],
    ["NumericLessThanEquals", ["5"], "NumericLessThan", ["5"]],
    ["StringEqualsIfExists", ["a"], "StringEquals", ["a"]],
    ["ForAllValues:StringEquals", ["a"], "ForAnyValue:StringEquals", ["a"]],
    ["ForAllValues:StringEquals", ["a"], "StringEquals", ["a"]],
    ["Null", ["true"], "Null", ["false"]],
  ])("%s %j does not imply %s %j", (operator, values, wide, others) => {
    expect(implies(test(operator, ...values), test(wide, ...others))).toBe(false);
  });

  it("is about the same key, whatever its case", () => {
    expect(
      implies(
        conditionTest("Bool", "AWS:SecureTransport", ["true"]),
        conditionTest("Bool", "aws:securetransport", ["true"]),
      ),
    ).toBe(true);
    expect(implies(conditionTest("Bool", "a", ["true"]), conditionTest("Bool", "b", ["true"]))).toBe(false);
  });
});

describe("addresses", () => {
  const cidr = fc
    .tuple(fc.nat({ max: 255 }), fc.nat({ max: 255 }), fc.integer({ min: 8, max: 24 }))
    .map(([a, b, prefix]) => `10.${a}.${b}.0/${prefix}`);

  it("are within others exactly where each of them is", () => {
    fc.assert(
      fc.property(cidr, fc.array(cidr, { maxLength: 6 }), (narrow, wide) => {
        const inside = rangeOf(narrow);
        const ranges = wide.flatMap((entry) => rangeOf(entry) ?? []);
        if (inside === undefined) throw new Error(narrow);
        // Ranges of at least 256 addresses begin and end at multiples of it.
        for (let at = inside.first; at <= inside.last; at += 256n) {
          if (!ranges.some(({ first, last }) => first <= at && at <= last)) {
            expect(isWithin(narrow, wide)).toBe(false);
            return;
          }
        }
        expect(isWithin(narrow, wide)).toBe(true);
      }),
    );
  });

  it("are read in every way that IPv6 is written", () => {
    expect(isWithin("2001:db8:0:1::/64", ["2001:db8::/32"])).toBe(true);
    expect(isWithin("::ffff:192.0.2.1/128", ["::/0"])).toBe(true);
    expect(isWithin("2001:db9::/32", ["2001:db8::/32"])).toBe(false);
    expect(isWithin("10.0.0.0/8", ["::/0"])).toBe(false);
  });
});
