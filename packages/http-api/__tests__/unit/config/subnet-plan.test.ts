import fc from "fast-check";
import { planSubnets } from "../../../src/config/subnet-plan";

function size(prefix: number) {
  return 2 ** (32 - prefix);
}
function range(cidr: string): [number, number] {
  const [address = "", prefix = ""] = cidr.split("/");
  const start = address.split(".").reduce((sum, octet) => sum * 256 + Number(octet), 0);
  return [start, start + size(Number(prefix))];
}

describe("subnets", () => {
  test("of the default network are where the documentation shows them", () => {
    expect(planSubnets("10.0.0.0/16", "us-west-2", undefined)).toEqual([
      { key: "a", zone: { position: 0 }, publicCidr: "10.0.0.0/24", privateCidr: "10.0.16.0/20" },
      { key: "b", zone: { position: 1 }, publicCidr: "10.0.1.0/24", privateCidr: "10.0.32.0/20" },
    ]);
  });

  test("lie within the VPC and apart from each other, whatever its range", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 16, max: 18 }),
        fc.nat(255),
        fc.integer({ min: 2, max: 3 }),
        (prefix, octet, count) => {
          const cidr = `10.${String(octet)}.0.0/${String(prefix)}`;
          const zones = ["a", "b", "c"].slice(0, count);
          const ranges = planSubnets(cidr, "us-west-2", zones).flatMap((zone) => [
            range(zone.publicCidr),
            range(zone.privateCidr),
          ]);
          const [start, end] = range(cidr);
          for (const [i, [from, to]] of ranges.entries()) {
            expect(from >= start && to <= end).toBe(true);
            for (const [otherFrom, otherTo] of ranges.slice(i + 1))
              expect(to <= otherFrom || otherTo <= from).toBe(true);
          }
        },
      ),
    );
  });

  test("of a zone stay when a zone is added behind it", () => {
    const two = planSubnets("10.0.0.0/16", "us-west-2", ["a", "b"]);
    expect(planSubnets("10.0.0.0/16", "us-west-2", ["a", "b", "c"]).slice(0, 2)).toEqual(two);
  });

  test("of a zone that takes another's place do not wait for that one's block", () => {
    function blocks(cidr: string, zones: readonly string[]) {
      return planSubnets(cidr, "us-west-2", zones).map(({ publicCidr, privateCidr }) => [publicCidr, privateCidr]);
    }
    const [a, b] = blocks("10.0.0.0/17", ["a", "b"]);
    const [stays, comes] = blocks("10.0.0.0/17", ["a", "c"]);
    expect(stays).toEqual(a);
    expect(comes).toEqual(["10.0.2.0/24", "10.0.48.0/20"]);
    expect(blocks("10.0.0.0/17", ["b", "a"])).toEqual([b, a]);
    // A smaller range has no block for every zone there may be.
    expect(blocks("10.0.0.0/18", ["a", "f"])).toEqual(blocks("10.0.0.0/18", ["a", "b"]));
  });

  test("of a letter and an id that mean the same number lie apart", () => {
    const ranges = planSubnets("10.0.0.0/16", "us-west-2", ["b", "usw2-az2"]).map(({ privateCidr }) => privateCidr);
    expect(new Set(ranges).size).toBe(2);
  });

  test("take zones by id", () => {
    expect(planSubnets("10.0.0.0/16", "us-west-2", ["usw2-az1", "usw2-az2"])[1]).toMatchObject({
      key: "az2",
      zone: { id: "usw2-az2" },
    });
  });

  test.each([16, 17])(
    "of zones by id lie apart from those by letter, so that one list replaces the other, in a /%i",
    (prefix) => {
      function ranges(zones?: readonly string[]) {
        return planSubnets(`10.0.0.0/${String(prefix)}`, "us-east-1", zones).flatMap((zone) => [
          zone.publicCidr,
          zone.privateCidr,
        ]);
      }
      const ids = ranges(["use1-az1", "use1-az2", "use1-az4"]);
      for (const letters of [ranges(), ranges(["a", "b", "c"])]) {
        expect(letters.filter((cidr) => ids.includes(cidr))).toEqual([]);
      }
    },
  );

  test("refuse an id that has no VPC links", () => {
    expect(() => planSubnets("10.0.0.0/16", "us-east-1", ["use1-az1", "use1-az3"])).toThrow(
      'zone "use1-az3" has no API Gateway VPC links; give zones of use1-az1, use1-az2, use1-az4, use1-az5, use1-az6',
    );
  });

  test.each([
    ["10.0.0.0/15", "is not a range that a VPC can have; give one of /16 to /28"],
    ["10.0.0.300/16", "is not an IPv4 range"],
    ["10.0.1.0/16", "does not start on its own boundary; give 10.0.0.0/16"],
  ])("refuse %s", (cidr, message) => {
    expect(() => planSubnets(cidr, "us-west-2", undefined)).toThrow(message);
  });
});
