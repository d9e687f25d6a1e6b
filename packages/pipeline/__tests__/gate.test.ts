import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gate } from "../src/deploy/gate";

let server: Server;
let answer: { readonly status: number; readonly body: object };

beforeAll(async () => {
  server = createServer((_request, response) => {
    response.writeHead(answer.status).end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(() => {
  server.close();
});

const role = "arn:aws:iam::111111111111:role/shop-prod";
const reviewed = { status: 200, body: { protection_rules: [{ type: "wait_timer" }, { type: "required_reviewers" }] } };

function ask(settings: object = {}) {
  return gate({
    environment: { name: "prod", account: "111111111111", protect: true },
    planRole: `${role}-plan`,
    deployRole: `${role}-deploy`,
    api: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    repository: "example/shop",
    token: "token",
    ...settings,
  });
}

test("roles and reviewers let a deploy pass; what is not protected needs no reviewers", async () => {
  answer = reviewed;
  await expect(ask()).resolves.toBeUndefined();
  answer = { status: 404, body: {} };
  await expect(ask({ environment: { name: "dev", account: "111111111111", protect: false } })).resolves.toBeUndefined();
});

test.each([
  ["an environment that GitHub does not have", { status: 404, body: {} }],
  ["one without rules", { status: 200, body: {} }],
  ["one with rules that ask nobody", { status: 200, body: { protection_rules: [{ type: "branch_policy" }] } }],
])("%s stops the deploy of a protected environment with what to set", async (_what, given) => {
  answer = given;
  await expect(ask()).rejects.toThrow(
    "prod: has protect: true, and no one approves its deploys; set required reviewers of the GitHub environment prod (Settings, Environments)",
  );
});

test.each([
  [
    { deployRole: "" },
    /^prod: has no role in DEPLOY_ROLE_ARNS; set the repository variable DEPLOY_ROLE_ARNS to \{"prod": /,
  ],
  [{ planRole: "shop-prod-plan" }, /^PLAN_ROLE_ARNS: its value for prod is not the ARN of a role; set /],
  [
    { planRole: role.replace("1111", "2222") },
    /^PLAN_ROLE_ARNS: the role of prod belongs to account 222211111111, not 111111111111; set /,
  ],
])("%j is one line that says what to set and where", async (settings, line) => {
  answer = reviewed;
  await expect(ask(settings)).rejects.toThrow(line);
});

test("every problem is told at once", async () => {
  answer = { status: 404, body: {} };
  const thrown = await ask({ planRole: "", deployRole: "" }).catch((error: unknown) => error);
  expect((thrown as { lines: readonly string[] }).lines).toHaveLength(3);
});

test("a token that may not ask is told so, and is no permission", async () => {
  answer = { status: 403, body: {} };
  await expect(ask()).rejects.toThrow("answers 403; give the job the permission actions: read");
});
