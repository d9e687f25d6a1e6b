import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { judge } from "../src/preflight/checks/certificates";
import { judgeLogRole } from "../src/preflight/checks/log-role";
import { providers } from "../src/preflight/checks/providers";
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
  // The config says nothing, and the account has less than AWS's default.
  [60, 80, 60, "ok", /60 of 60/],
])("a use of %d, with %d in the config and %d in the account: %s", (use, limit, value, status, message) => {
  const row = { key: "rules", what: "rules", use, limit, default: 80, service: "vpc", code: "L-0EA8095F", value };
  expect(judgeQuota(row)).toEqual({ status, what: "quota rules", message: expect.stringMatching(message) as string });
});

describe("the role by which REST APIs write logs", () => {
  const other = "arn:aws:iam::111111111111:role/logs/api-gateway";
  const own = "arn:aws:iam::111111111111:role/shop-dev-api-logs-2026";
  const set = "aws apigateway update-account --region eu-west-1 --patch-operations .*value=<ARN of a role>";
  test.each([
    [
      "existing",
      undefined,
      "fail",
      `^is not set, and API Gateway refuses .*; set it: ${set}, or set .* to "manage" in one`,
    ],
    ["existing", other, "ok", other],
    ["existing", "gone", "warn", `^is gone, which does not exist: no REST API writes logs; set another one: ${set}$`],
    ["manage", undefined, "ok", "set by this environment"],
    ["manage", own, "ok", "set by this environment"],
    ["manage", "gone", "ok", "set by this environment"],
    ["manage", other, "warn", "^is .*api-gateway, and the deploy sets another one for all REST APIs of the Region; "],
  ])("%s, with %s: %s", (wanted, arn, status, message) => {
    const isManaged = wanted === "manage";
    const found = { region: "eu-west-1", arn, isThere: arn !== "gone", own: "shop-dev-api-logs-", isManaged };
    const what = "log role of REST APIs in eu-west-1";
    expect(judgeLogRole(found)).toEqual([{ status, what, message: expect.stringMatching(message) as string }]);
  });
});

describe("providers", () => {
  const folder = temporaryFolder();
  const target = { environment: { name: "dev" }, project: folder, env: {} } as Target;
  const range = ">= 6.19.0, < 7.0.0";

  function locked(file: string, version: string): void {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    const text = `provider "registry.terraform.io/hashicorp/aws" {\n  version     = "${version}"\n  hashes = []\n}\n`;
    writeFileSync(path.join(folder, file), `# maintained by terraform\n\n${text}`);
  }

  beforeAll(() => {
    const stack = path.join(folder, "cdktf.out/stacks/dev-http-api");
    mkdirSync(stack, { recursive: true });
    const aws = { source: "hashicorp/aws", version: range };
    writeFileSync(path.join(stack, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
  });

  const what = "provider hashicorp/aws of dev-http-api";

  test("that nothing locks are Terraform's to choose", async () => {
    expect(await providers.run(target)).toEqual([]);
  });

  test("of an earlier init that are too old are to be upgraded", async () => {
    locked("cdktf.out/stacks/dev-http-api/.terraform.lock.hcl", "5.100.0");
    const message = `is locked to 5.100.0, and the stack asks for ${range}; take a newer one: terraform init -upgrade in cdktf.out/stacks/dev-http-api`;
    expect(await providers.run(target)).toEqual([{ status: "fail", what, message }]);
  });

  test.each([
    ["6.18.9", "fail"],
    ["6.19.0", "ok"],
    ["6.100.2", "ok"],
    ["7.0.0", "fail"],
  ])("that are committed as %s: %s", async (version, status) => {
    locked("locks/http-api.terraform.lock.hcl", version);
    const failed = `is locked to ${version}, and the stack asks for ${range}; lock it again: npm run lock, and commit locks`;
    expect(await providers.run(target)).toEqual([{ status, what, message: status === "ok" ? version : failed }]);
  });
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
