import { Lazy } from "cdktf";
import { withoutTokenTraces } from "../../../src/stacks/token-traces";

function tracedLines(): number {
  return Lazy.anyValue({ produce: () => 1 }).creationStack.length;
}

test("a token that is made meanwhile has no stack trace, one that is made later has", () => {
  expect(withoutTokenTraces(tracedLines)).toBe(0);
  expect(tracedLines()).toBeGreaterThan(0);
});

test("an error says where it was thrown, and ends it", () => {
  function failing(): never {
    throw new Error("no");
  }
  let thrown: unknown;
  try {
    withoutTokenTraces(failing);
  } catch (error) {
    thrown = error;
  }
  expect((thrown as Error).stack).toContain("at failing");
  expect(tracedLines()).toBeGreaterThan(0);
});
