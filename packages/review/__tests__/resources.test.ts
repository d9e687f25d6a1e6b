import { trimmed } from "../src/render/section-limits";
import { renderTerminal } from "../src/render/terminal";
import { sectionsOf } from "../src/render/sections";
import { type BuiltChange, reviewOf } from "./plan-builder";

/** Cells of the part that lists every resource. */
function rowsOf(changes: readonly BuiltChange[]): readonly (readonly string[])[] {
  return (
    sectionsOf(reviewOf(changes))
      .find(({ id }) => id === "resources")
      ?.rows.map(({ cells }) => cells) ?? []
  );
}

function table(name: string, before: object | null, after: object | null): BuiltChange {
  return { address: `aws_dynamodb_table.${name}`, before: before as never, after: after as never };
}

it("lists what is destroyed before what is replaced, created and updated", () => {
  const rows = rowsOf([
    table("updated", { read_capacity: 1 }, { read_capacity: 2 }),
    table("created", null, { name: "c" }),
    { ...table("replaced", { name: "a" }, { name: "b" }), actions: ["delete", "create"], replace_paths: [["name"]] },
    table("destroyed", { name: "d" }, null),
    table("same", { name: "s" }, { name: "s" }),
  ]);
  expect(rows).toEqual([
    ["destroy", "aws_dynamodb_table.destroyed", "", ""],
    ["replace", "aws_dynamodb_table.replaced", "name", "forced by name"],
    ["create", "aws_dynamodb_table.created", "", ""],
    ["update", "aws_dynamodb_table.updated", "read_capacity 1 → 2", ""],
  ]);
});

it("names attributes without their texts, and not those that only differ in how nothing is written", () => {
  const before = { note: "hunter2", tags_all: { a: "1" }, list: [], text: "", arn: "arn:aws:x", on: false };
  const after = { note: "hunter3", tags_all: { a: "2" }, list: null, text: null, on: true };
  const change = { ...table("t", before, after), after_unknown: { arn: true } };
  expect(rowsOf([change]).map((cells) => cells[2])).toEqual(["note\non false → true"]);
});

it("hides a sensitive number", () => {
  const change = {
    ...table("t", { pin: 4711 }, { pin: 4712 }),
    before_sensitive: { pin: true },
    after_sensitive: { pin: true },
  };
  expect(rowsOf([change]).map((cells) => cells[2])).toEqual(["pin"]);
});

it("counts a long tail by type, but names everything that is destroyed", () => {
  const created = Array.from({ length: 25 }, (_, index) => table(`c${index}`, null, { name: String(index) }));
  const destroyed = Array.from({ length: 40 }, (_, index) => table(`d${index}`, { name: String(index) }, null));
  const rows = rowsOf([...created, ...destroyed]);
  expect(rows.filter(([fate]) => fate === "destroy")).toHaveLength(40);
  expect(rows.at(-1)?.slice(0, 2)).toEqual(["create", "5 more: aws_dynamodb_table × 5"]);
});

it("is an output that stays readable when two thousand policies change", () => {
  function policy(action: string): string {
    return JSON.stringify({ Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] });
  }
  const changes = Array.from({ length: 2000 }, (_, index) => ({
    address: `aws_iam_policy.p${index}`,
    before: { policy: policy("s3:GetObject") },
    after: { policy: policy(index % 20 === 0 ? "*" : "s3:GetObjectVersion") },
  }));
  const review = reviewOf(changes);
  const text = renderTerminal(review, { colour: false, width: 120 });
  expect(text.split("\n").length).toBeLessThan(2500);
  expect(text).toMatch(/\d+ of 4000 rows are left out; --format json has all of them/);
  expect(text).toContain("1880 more: aws_iam_policy × 1880");
  // What asks for approval is never left out for what does not.
  const fingerprints = review.iam.flatMap(({ asks, fingerprint }) => (asks ? [fingerprint] : []));
  expect(fingerprints).toHaveLength(100);
  expect(fingerprints.filter((fingerprint) => !text.includes(fingerprint))).toEqual([]);
});

it("has no column that only rows fill which are left out", () => {
  const rows = Array.from({ length: 400 }, (_, index) => ({
    cells: [`r${index}`, index === 399 ? "only here" : ""],
    tone: "plain" as const,
  }));
  const section = trimmed({ id: "a", title: "A", columns: ["Name", "Rarely"], rows });
  expect(section.rows).toHaveLength(300);
  expect(section.columns).toEqual(["Name"]);
  expect(section.lead).toBe("100 of 400 rows are left out; --format json has all of them.");
});
