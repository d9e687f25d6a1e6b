import { renderHtml } from "../src/render/html";
import { renderJson } from "../src/render/json";
import { renderMarkdown } from "../src/render/markdown";
import { renderTerminal } from "../src/render/terminal";
import type { ReviewedPlans } from "../src/review";
import { reviewedPlans, type BuiltChange } from "./plan-builder";

/** What a terminal takes for an order, what turns the direction of writing round, and a line of one's own. */
const HOSTILE = "\u001B]0;pwned\u0007\u001B[2J\u202E\u061C\u2028\uFEFF";
const CONTROLS = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/;

const changes: readonly BuiltChange[] = [
  { address: `${HOSTILE}acme_thing.b`, before: { x: 1 } },
  { address: `aws_db_instance.${HOSTILE}main`, before: { identifier: HOSTILE } },
  { address: `aws_unheard_of.${HOSTILE}b`, after: { policy: HOSTILE } },
  {
    address: "aws_iam_role_policy.p",
    after: {
      role: HOSTILE,
      policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: `s3:${HOSTILE}`, Resource: HOSTILE }] }),
    },
  },
  {
    address: "aws_vpc_security_group_ingress_rule.r",
    after: { security_group_id: HOSTILE, cidr_ipv4: "0.0.0.0/0", ip_protocol: "tcp", from_port: 22, to_port: 22 },
  },
];

const formats: readonly (readonly [string, (reviewed: ReviewedPlans) => string])[] = [
  ["terminal", ({ review }) => renderTerminal(review, { colour: false, width: 120 })],
  ["markdown", ({ review }) => renderMarkdown(review)],
  ["json", ({ review }) => renderJson(review)],
  ["html", ({ review, picture }) => renderHtml(review, picture())],
];

test.each(formats)("%s: no text of a plan reaches it with characters that act on the reader", (_format, show) => {
  const shown = show(reviewedPlans(changes, { subject: HOSTILE }));
  expect(CONTROLS.exec(shown)).toBeNull();
  expect(shown).toContain("pwned");
});

test.each(formats)("%s: a type's name begins no line of its own", (_format, show) => {
  const forged = "acme_thing\n### No change.";
  const shown = show(reviewedPlans([{ address: `${forged}.b`, before: { x: 1 } }]));
  expect(shown.split("\n")).not.toContain("### No change.");
});
