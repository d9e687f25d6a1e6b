import { type Approved, beyondApproved } from "../src/beyond-approved";
import type { Review } from "../src/review";

const stack = "dev-http-api";
const nothing: Approved = { resources: [], danger: [], iam: [], network: [], exposure: [], notJudged: [], events: [] };

function beyond(approved: Partial<Approved>, now: Partial<Approved>): readonly string[] {
  return beyondApproved({ ...nothing, ...approved }, { ...nothing, ...now } as unknown as Review);
}

function resource(fate: Approved["resources"][number]["fate"], address = "aws_lb.alb") {
  return { stack, address, fate };
}

const grant: Approved["iam"][number] = {
  stack,
  owner: "aws_iam_role.task",
  effect: "Allow",
  action: ["s3:GetObject"],
  broadens: true,
  who: "this plan",
  administrator: false,
};

test.each(["create", "update", "replace", "destroy"] as const)("%s goes on where it was approved", (fate) => {
  expect(beyond({ resources: [resource(fate)] }, { resources: [resource(fate)] })).toEqual([]);
  expect(beyond({}, { resources: [resource(fate)] })).toEqual([`dev-http-api aws_lb.alb: ${fate}`]);
  expect(beyond({ resources: [resource(fate, "aws_lb.other")] }, { resources: [resource(fate)] })).toHaveLength(1);
});

test("what turns out to be less than was approved goes on; more, or something else, does not", () => {
  expect(beyond({ resources: [resource("replace")] }, { resources: [resource("update")] })).toEqual([]);
  expect(beyond({ resources: [resource("replace")] }, {})).toEqual([]);
  expect(beyond({ resources: [resource("update")] }, { resources: [resource("replace")] })).toHaveLength(1);
  expect(beyond({ resources: [resource("create")] }, { resources: [resource("destroy")] })).toHaveLength(1);
  expect(beyond({ resources: [resource("destroy")] }, { resources: [resource("update")] })).toHaveLength(1);
});

test("a grant whose resource is known by now is the one that was approved; for more people, or as administrator, it is not", () => {
  expect(beyond({ iam: [grant] }, { iam: [{ ...grant, who: "this account" }] })).toEqual([]);
  expect(beyond({ iam: [grant] }, { iam: [{ ...grant, who: "another account" }] })).toHaveLength(1);
  expect(beyond({ iam: [grant] }, { iam: [{ ...grant, administrator: true }] })).toHaveLength(1);
  expect(beyond({ iam: [grant] }, { iam: [{ ...grant, action: ["s3:PutObject"] }] })).toHaveLength(1);
  expect(beyond({}, { iam: [{ ...grant, broadens: false }] })).toEqual([]);
});

test("danger of a worse level, doors that open, and what nobody judged are told", () => {
  const address = "aws_lb.alb";
  const danger = [{ stack, address, level: "interrupts traffic" }] as const;
  expect(beyond({ danger: [...danger] }, { danger: [{ stack, address, level: "weakens protection" }] })).toEqual([]);
  expect(beyond({ danger: [...danger] }, { danger: [{ stack, address, level: "loses data" }] })).toHaveLength(1);
  const door = { stack, address, what: "public IP", broadens: true, who: "anyone", administrator: false } as const;
  expect(beyond({}, { exposure: [door] })).toEqual(["dev-http-api aws_lb.alb public IP: more access for anyone"]);
  const rule = {
    group: "g",
    direction: "ingress",
    protocol: "tcp",
    ports: "443",
    broadens: true,
    who: "anyone",
  } as const;
  expect(beyond({}, { network: [{ stack, ...rule }] })).toHaveLength(1);
  expect(beyond({}, { notJudged: [{ question: "access", stack, address }] })).toHaveLength(1);
  expect(beyond({}, { notJudged: [{ question: "cost", stack, address }] })).toEqual([]);
  expect(beyond({}, { events: [{ kind: "action", stack, address }] })).toHaveLength(1);
});
