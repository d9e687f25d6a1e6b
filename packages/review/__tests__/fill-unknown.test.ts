import { fillUnknown } from "../src/plan/fill-unknown";

const bucket = "built from ${aws_s3_bucket.b.arn}";

/** Resources of policy statements of which all resources are known after apply. */
function resourcesOf(planned: readonly (string | null)[], configured: readonly string[]): unknown {
  const statements = planned.map((sid) => ({ sid }));
  const unknown = planned.map(() => ({ resources: true }));
  const filled = fillUnknown(
    { statement: statements },
    { statement: unknown },
    { statement: configured.map((sid) => ({ sid, resources: `${bucket} ${sid}` })) },
  ) as { readonly statement: readonly { readonly resources: string }[] };
  return filled.statement.map(({ resources }) => resources);
}

describe("blocks with values known after apply", () => {
  it("take the reference of the configured block with the same constants, in any order", () => {
    expect(resourcesOf(["b", "a"], ["a", "b"])).toEqual([`${bucket} b`, `${bucket} a`]);
  });

  it("take none that may be another block's: a plan does not show `dynamic` blocks", () => {
    expect(resourcesOf([null, "a"], ["a"])).toEqual(["(known after apply)", `${bucket} a`]);
    expect(resourcesOf(["a", "a"], ["a"])).toEqual(["(known after apply)", "(known after apply)"]);
  });

  it("take the one reference of a list", () => {
    const filled = fillUnknown({ ids: ["x"] }, { ids: [false, true] }, { ids: bucket });
    expect(filled).toEqual({ ids: ["x", bucket] });
  });
});
