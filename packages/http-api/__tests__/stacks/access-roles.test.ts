import { recordedActions } from "@private-http-api/test-support";
import { deployPolicies, planPolicies } from "../../src/constructs/access/role-policies";
import type { AccessScope } from "../../src/constructs/access/scope";
import { DEPENDENT_ACTIONS } from "../support/dependent-actions";

const scope: AccessScope = {
  application: "shop",
  environment: "prod",
  placement: { account: "111111111111", region: "us-west-2" },
  stateBucket: "shop-state",
  keyAlias: "shop-prod",
  logBucketPrefix: "shop-prod-alb-logs-",
  permissionsBoundary: "arn:aws:iam::111111111111:policy/shop-prod-boundary",
  ownServices: [],
  consumerRoleArns: [],
};

function actionsOf(policies: ReturnType<typeof planPolicies>): ReadonlySet<string> {
  return new Set(Object.values(policies).flatMap((statements) => statements.flatMap(({ Action }) => Action)));
}

const deploy = actionsOf(deployPolicies(scope));
const plan = actionsOf(planPolicies(scope));

function serviceOf(action: string): string {
  return action.split(":")[0] ?? "";
}

test("the deploy role may make every call that a deploy on the emulator made", () => {
  expect(recordedActions.apply.filter((action) => !deploy.has(action))).toEqual([]);
});

test("the plan role may make every call that a plan on the emulator made, and none that only an apply makes", () => {
  expect(recordedActions.plan.filter((action) => !plan.has(action))).toEqual([]);
  const applies = recordedActions.apply.filter((action) => !recordedActions.plan.includes(action));
  expect(applies.filter((action) => plan.has(action))).toEqual([]);
});

test("the deploy role has what AWS asks for besides, and the table has nothing that no deploy does", () => {
  const needed = Object.values(DEPENDENT_ACTIONS).flatMap(({ actions }) => actions);
  expect(needed.filter((action) => !deploy.has(action))).toEqual([]);
  expect(Object.keys(DEPENDENT_ACTIONS).filter((action) => !recordedActions.apply.includes(action))).toEqual([]);
});

test("the roles have no service that no stack uses", () => {
  const dependent = Object.values(DEPENDENT_ACTIONS).flatMap(({ actions }) => actions);
  const used = new Set([...recordedActions.apply, ...dependent].map(serviceOf));
  expect([...new Set([...deploy, ...plan].map(serviceOf))].filter((service) => !used.has(service))).toEqual([]);
});

test("what the deploy role changes of the environment's own is told by name, tag or path, where AWS takes one", () => {
  // On every resource: reads, and what knows no resource or makes one whose name AWS chooses.
  const open = Object.values(deployPolicies(scope))
    .flat()
    .filter(({ Resource, Condition, Sid }) => Resource === "*" && Condition === undefined && Sid !== "Read");
  expect(open.map(({ Sid }) => Sid)).toEqual(["DeregisterTasks", "ChangeZones", "DeliverLogs"]);
});
