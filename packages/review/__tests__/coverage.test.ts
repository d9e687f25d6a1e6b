import { CANNOT_GIVE_ACCESS, isJudgedForAccess, JUDGED_AS_A_WHOLE } from "../src/analysis/coverage/access";
import { endsUntold } from "../src/analysis/danger/kinds";
import { HARMLESS } from "../src/analysis/danger/families/harmless";
import { HOLDS_DATA } from "../src/analysis/danger/families/holds-data";
import { SERVES, SERVES_BY_NAME } from "../src/analysis/danger/families/serves";
import { FREE } from "../src/analysis/cost/free";
import { PRICED_TYPES } from "../src/analysis/cost/monthly";
import { GRANTINGS } from "../src/analysis/exposure/grants";
import { ATTRIBUTE_KINDS } from "../src/analysis/exposure/attribute-kinds";
import { isTelling, kindOf, mayGiveAccess } from "../src/analysis/exposure/attributes";
import { AWS_TYPES, keepsSomething } from "../src/provider/aws-types";
import { reviewOf } from "./plan-builder";
import { BLOCKS, NOT_READ } from "./support/not-read";

const types = Object.keys(AWS_TYPES);

/** A page of AWS or of a provider. */
const PAGE = /^https:\/\/(docs\.aws\.amazon\.com|registry\.terraform\.io)\/\S+$/;

const FAMILIES = [...HARMLESS, ...SERVES, ...HOLDS_DATA, ...SERVES_BY_NAME];

/** The types that a family names one by one: those without a pattern for what other types are called. */
function namesOf({ types: { source } }: (typeof FAMILIES)[number]): readonly string[] {
  const [, names = ""] = /^\^aws_\(([a-z0-9_|*\\+]+)\)\$$/.exec(source.replaceAll("\\w+", "*")) ?? [];
  return names.split("|").filter((name) => name !== "");
}

describe("types that cannot give access", () => {
  const listed = Object.values(CANNOT_GIVE_ACCESS).flat();

  it("are types of the provider, each once, under a reason", () => {
    expect(listed.filter((type) => !types.includes(type))).toEqual([]);
    expect(listed).toHaveLength(new Set(listed).size);
    expect(Object.keys(CANNOT_GIVE_ACCESS).filter((reason) => reason.length < 10)).toEqual([]);
  });

  it("have no attribute that access hangs on", () => {
    const telling = listed.flatMap((type) =>
      (AWS_TYPES[type] ?? [])
        .filter((attribute) => mayGiveAccess(type, attribute))
        .map((attribute) => `${type}.${attribute}`),
    );
    expect(telling).toEqual([]);
  });

  it("are not judged too, but for what is read as a whole", () => {
    const whole = Object.values(JUDGED_AS_A_WHOLE);
    const both = listed.filter((type) => isJudgedForAccess(type) && !whole.some((pattern) => pattern.test(type)));
    expect(both).toEqual([]);
  });
});

it("a telling attribute of the provider is read, or was decided not to be", () => {
  const unread = types.flatMap((type) =>
    (AWS_TYPES[type] ?? [])
      .filter((attribute) => isTelling(attribute) && kindOf(type, attribute) === undefined)
      .map((attribute) => `${type.slice("aws_".length)}.${attribute}`),
  );
  expect(unread.sort()).toEqual([...NOT_READ, ...BLOCKS].sort());
});

it("what is read by its name has a page that says so", () => {
  expect(ATTRIBUTE_KINDS.filter(({ source }) => !PAGE.test(source))).toEqual([]);
});

it("a telling attribute that means something else says why", () => {
  const without = ATTRIBUTE_KINDS.filter(({ reads, says }) => reads === "nothing" && says.length < 10);
  expect(without).toEqual([]);
});

it("types that are harmless to destroy keep nothing that can be lost", () => {
  const kept = types
    .filter((type) => HARMLESS.some((family) => family.types.test(type)))
    .flatMap((type) => (AWS_TYPES[type] ?? []).filter(keepsSomething).map((attribute) => `${type}.${attribute}`));
  // Destroying a schedule with it takes it off the clusters that use it; snapshots stay.
  // A version's bundle stays in its bucket, and AWS deletes none that an environment runs without being forced to.
  expect(kept).toEqual([
    "aws_elastic_beanstalk_application_version.force_delete",
    "aws_redshift_snapshot_schedule.force_destroy",
  ]);
});

it("a family says why it is one, and where that is written", () => {
  for (const { because, source } of FAMILIES) {
    expect(because.length).toBeGreaterThan(5);
    expect(source).toMatch(PAGE);
  }
  for (const reason of Object.keys(FREE)) expect(reason.length).toBeGreaterThan(10);
});

it("a type that gives access by being there has a page that says so, and is the provider's", () => {
  for (const { of, source, grants } of GRANTINGS) {
    expect({ of, source }).toMatchObject({ source: expect.stringMatching(PAGE) as string });
    expect(Object.keys(grants).filter((type) => !types.includes(type))).toEqual([]);
  }
  const all = GRANTINGS.flatMap(({ grants }) => Object.keys(grants));
  expect(all).toHaveLength(new Set(all).size);
});

it("a family names types of the provider, each in one family", () => {
  const names = FAMILIES.flatMap(namesOf);
  expect(names.length).toBeGreaterThan(800);
  expect(names).toHaveLength(new Set(names).size);
  const patterns = names.map((name) => ({ name, pattern: new RegExp(`^aws_${name.replace("*", "\\w+")}$`) }));
  expect(patterns.filter(({ pattern }) => !types.some((type) => pattern.test(type)))).toEqual([]);
});

it("a family names no type whose name tells the same already", () => {
  const [byName] = HOLDS_DATA;
  function told(families: readonly (typeof FAMILIES)[number][], pattern: RegExp | undefined): readonly string[] {
    return families.flatMap(namesOf).filter((name) => pattern?.test(`aws_${name}`));
  }
  expect(told(HOLDS_DATA, byName?.types)).toEqual([]);
  expect(told(SERVES, SERVES_BY_NAME[0]?.types)).toEqual([]);
});

it("a free type is one of the provider's, under one reason, and has no price", () => {
  const free = Object.values(FREE).flat();
  expect(free.filter((type) => AWS_TYPES[type] === undefined)).toEqual([]);
  expect(free.filter((type, index) => free.indexOf(type) !== index || PRICED_TYPES.includes(type))).toEqual([]);
});

it("most of the provider's types have an answer", () => {
  const cannot = new Set(Object.values(CANNOT_GIVE_ACCESS).flat());
  const access = types.filter((type) => cannot.has(type) || isJudgedForAccess(type));
  const danger = types.filter((type) => !endsUntold({ ...GONE, type, address: `${type}.a` }));
  expect(access.length / types.length).toBeGreaterThan(0.75);
  expect(danger.length / types.length).toBeGreaterThan(0.88);
});

const GONE = {
  stack: "dev",
  mode: "managed",
  action: "delete",
  createBeforeDestroy: false,
  before: {},
  after: undefined,
  forcedBy: [],
  imported: false,
  deposed: false,
} as const;

describe("what nobody judged", () => {
  it("is counted and named in the first line, and listed", () => {
    const { verdict, notJudged } = reviewOf([
      { address: "acme_thing.a", after: { x: 1 } },
      { address: "acme_thing.b", after: { x: 1 } },
      { address: "acme_other.c", after: { x: 1 } },
    ]);
    expect(verdict.line).toContain("3 resources of 2 types not checked for access: acme_thing, acme_other");
    expect(verdict.answers).toEqual({ danger: "no", access: "not judged", cost: "not judged" });
    expect(notJudged.filter(({ question }) => question === "access").map(({ address }) => address)).toEqual([
      "acme_thing.a",
      "acme_thing.b",
      "acme_other.c",
    ]);
  });

  it("is an attribute of a type that is known", () => {
    const changed = { id: "c", access_config: [{ something_about_access: "b" }] };
    const before = { id: "c", access_config: [{ something_about_access: "a" }] };
    const { notJudged } = reviewOf([{ address: "aws_eks_cluster.a", before, after: changed }]);
    expect(notJudged).toMatchObject([{ question: "access", attributes: ["access_config.something_about_access"] }]);
  });

  it("is nothing where only a tag changes", () => {
    const { notJudged } = reviewOf([{ address: "acme_thing.a", before: { tags: {} }, after: { tags: { a: "b" } } }]);
    expect(notJudged).toEqual([]);
  });

  it("asks for approval where that is wanted", () => {
    const change = { address: "acme_thing.a", after: { x: 1 } };
    expect(reviewOf([change]).verdict.needsApproval).toBe(false);
    expect(reviewOf([change], { approval: ["unjudged"] }).verdict.approvals).toEqual(["unjudged"]);
  });
});
