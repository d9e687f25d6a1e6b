import fc from "fast-check";
import type { Service } from "../../../src/config/config";
import { listenerPriorities } from "../../../src/config/listener-priorities";
import { depth } from "../../../src/config/schema/service-path";
import { stableNumbers } from "../../../src/config/stable-numbers";

function alb(name: string, path: string, listenerRulePriority?: number) {
  return { name, path, integration: "alb", healthCheck: {}, listenerRulePriority } as Service;
}

const names = fc.uniqueArray(fc.stringMatching(/^[a-z][a-z0-9]{0,11}$/), { minLength: 1, maxLength: 60 });

describe("listener rule priorities", () => {
  test("are AWS's, each its own, and lower for deeper paths", () => {
    const paths = fc.uniqueArray(
      fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 9 }).map((parts) => `/${parts.join("/")}`),
      { minLength: 1, maxLength: 100 },
    );
    fc.assert(
      fc.property(paths, (all) => {
        const services = all.map((path, index) => alb(`s${String(index)}`, path));
        const priorities = listenerPriorities(services);
        const numbers = services.map(({ name }) => priorities.get(name) ?? 0);
        expect(new Set(numbers).size).toBe(numbers.length);
        expect(numbers.every((number) => number >= 1 && number <= 50_000)).toBe(true);
        for (const [i, one] of services.entries()) {
          for (const [j, other] of services.entries()) {
            if (depth(one.path ?? "") > depth(other.path ?? "")) expect(numbers[i]).toBeLessThan(numbers[j] ?? 0);
          }
        }
      }),
    );
  });

  test("stay when a service is added at the end", () => {
    fc.assert(
      fc.property(names, (all) => {
        const services = all.map((name) => alb(name, `/api/${name}`));
        const before = listenerPriorities(services.slice(0, -1));
        const after = listenerPriorities(services);
        for (const [name, priority] of before) expect(after.get(name)).toBe(priority);
      }),
    );
  });

  test("leave alone what the config gives, and keep out of its way", () => {
    const [first] = listenerPriorities([alb("one", "/api/one")]).values();
    const priorities = listenerPriorities([alb("one", "/api/one"), alb("two", "/api/two", first)]);
    expect(priorities.get("two")).toBe(first);
    expect(priorities.get("one")).toBe((first ?? 0) + 1);
  });
});

describe("stable numbers", () => {
  function items(...all: string[]) {
    return all.map((name) => ({ name }));
  }
  function numbers(names: string[], size: number, recorded: Readonly<Record<string, number>> = {}) {
    return stableNumbers(items(...names), { given: () => undefined, recorded, rangeOf: () => ({ first: 10, size }) });
  }

  test("of two names that fall on one number the later moves on", () => {
    expect([...numbers(["a", "b", "c"], 3).values()].sort()).toEqual([10, 11, 12]);
  });

  test("run out with a clear error", () => {
    expect(() => numbers(["a", "b"], 1)).toThrow("no number is free for b from 10 to 10");
  });

  test("of earlier runs never move, whoever comes and goes", () => {
    fc.assert(
      fc.property(names, names, (before, after) => {
        const recorded = Object.fromEntries(numbers(before, 130));
        const next = numbers(after, 130, recorded);
        for (const name of after.filter((each) => before.includes(each))) expect(next.get(name)).toBe(recorded[name]);
        const gone = before.filter((name) => !after.includes(name)).map((name) => recorded[name]);
        expect([...next.values()].filter((number) => gone.includes(number))).toEqual([]);
        expect(new Set(next.values()).size).toBe(after.length);
      }),
    );
  });

  test("of earlier runs give way where they are outside the range that the item now has", () => {
    expect(numbers(["a"], 1, { a: 99 }).get("a")).toBe(10);
  });
});
