import { readApprovedPlan } from "../src/deploy/approved-plan";

const review = { resources: [], danger: [], iam: [], network: [], exposure: [], notJudged: [], events: [] };
const approved = { commit: "a".repeat(40), environment: "dev", plans: {}, review };
const bytes = new TextEncoder().encode(JSON.stringify(approved));

test("a plan is for the commit and the environment that it was made of", () => {
  expect(readApprovedPlan(bytes, "dev", approved.commit)).toEqual(approved);
  expect(() => readApprovedPlan(bytes, "prod", approved.commit)).toThrow("plan: is for dev, and this run applies prod");
  expect(() => readApprovedPlan(bytes, "dev", "b".repeat(40))).toThrow(
    `plan: is for commit ${approved.commit}, and this checkout is ${"b".repeat(40)}; run the workflow again on that commit`,
  );
});
