import { judge } from "../src/preflight/checks/certificates";
import { judgeQuota } from "../src/preflight/checks/quotas";
import { preflight } from "../src/preflight/preflight";
import type { Target } from "../src/preflight/target";

const now = new Date("2026-01-01T00:00:00Z");

function inDays(days: number): Date {
  return new Date(now.getTime() + days * 86_400_000);
}

test.each([
  ["PENDING_VALIDATION", undefined, "fail", /is not validated yet/],
  ["REVOKED", inDays(90), "fail", /is REVOKED; request or import/],
  ["ISSUED", inDays(-1), "fail", /is EXPIRED/],
  ["ISSUED", inDays(29), "warn", /expires in 29 days; renew it/],
  ["ISSUED", inDays(30), "ok", /30 days left/],
])("a certificate that is %s and ends on %s: %s", (status, end, found, message) => {
  expect(judge("certificate c", { status, end }, now)).toEqual({
    status: found,
    what: "certificate c",
    message: expect.stringMatching(message) as string,
  });
});

test.each([
  [70, 100, 60, "fail", /70 rules, and the account has 60; raise it: .*--desired-value 70$/],
  [
    10,
    100,
    60,
    "fail",
    /quotas.rules says 100, and the account has 60; correct it, or raise it: .*--desired-value 100$/,
  ],
  [60, 60, 60, "ok", /60 of 60/],
])("a use of %d, with %d in the config and %d in the account: %s", (use, limit, value, status, message) => {
  const row = { key: "rules", what: "rules", use, limit, service: "vpc", code: "L-0EA8095F", value };
  expect(judgeQuota(row)).toEqual({ status, what: "quota rules", message: expect.stringMatching(message) as string });
});

test("what cannot be looked at is a warning that says why, and the rest is looked at", async () => {
  const denied = Object.assign(new Error("not\n  allowed"), { name: "AccessDeniedException" });
  const found = { status: "ok", what: "b", message: "there" } as const;
  const checks = [
    { what: "a", run: () => Promise.reject(denied) },
    { what: "b", run: () => Promise.resolve([found]) },
  ];
  expect(await preflight({} as Target, checks)).toEqual([
    {
      status: "warn",
      what: "a",
      message:
        "could not be checked (AccessDeniedException: not allowed); give credentials that may read them, or check them yourself",
    },
    found,
  ]);
});
