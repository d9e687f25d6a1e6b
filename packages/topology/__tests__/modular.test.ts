import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readPlanned, readStates, type Terraform } from "@private-http-api/terraform-json";
import { temporaryFolder } from "@private-http-api/test-support";
import { readTopology, requestPathsOf } from "../src/index";

/**
 * An HCL project with modules, count, for_each, a dynamic block and local values, as planned and applied by Terraform 1.11
 * and version 5.100 of the AWS provider. Parts that are not read are left out.
 */
const folder = join(__dirname, "fixtures/modular");

test.each<[string, () => Terraform]>([
  ["state", () => readStates([join(folder, "state.json")])],
  ["plan of a project that is not deployed yet", () => readPlanned(join(folder, "plan.json"))],
])("modules, count and for_each are followed in a %s", (_name, read) => {
  const topology = readTopology(read(), "/project");
  expect(topology.gaps).toEqual([]);
  expect(topology.api.stage.name).toBe("$default");
  expect(topology.api.otherStages?.map(({ name }) => name)).toEqual(["v1"]);
  const paths = requestPathsOf(topology).map(({ route, integration, rule, end }) => {
    return { route, integration, rule: rule.replace(/^.*?: /, ""), end };
  });
  expect(paths).toEqual([
    { route: "ANY /billing/{proxy+}", integration: "ALB modular:80", rule: "/billing, /billing/*", end: "billing" },
    { route: "ANY /orders/{proxy+}", integration: "ALB modular:80", rule: "/orders, /orders/*", end: "orders" },
  ]);
  expect(topology.services.map(({ name, task }) => [name, task.family, task.containers[0]?.ports])).toEqual([
    ["billing", "billing", [9090]],
    ["orders", "orders", [8080]],
  ]);
});

test("a rule whose priority AWS chooses has no priority before the apply", () => {
  const [path] = requestPathsOf(readTopology(readPlanned(join(folder, "plan.json")), "/project"));
  expect(path?.rule).toBe("/billing, /billing/*");
});

test("a missing attribute, or one of another form, does not stop the reading", () => {
  interface State {
    readonly resources: readonly { readonly type: string; readonly instances: readonly Instance[] }[];
  }
  interface Instance {
    readonly attributes: Record<string, unknown>;
  }
  const file = join(temporaryFolder(), "state.json");
  const state = JSON.parse(readFileSync(join(folder, "state.json"), "utf8")) as State;
  const failures: string[] = [];
  function read(what: string): void {
    writeFileSync(file, JSON.stringify(state));
    try {
      readTopology(readStates([file]), "/project");
    } catch (error) {
      failures.push(`${what}: ${String(error)}`);
    }
  }
  for (const { type, instances } of state.resources) {
    for (const { attributes } of instances) {
      for (const [name, before] of Object.entries(attributes)) {
        for (const other of [undefined, "x", [], [{}]]) {
          attributes[name] = other;
          read(`${type}.${name} = ${JSON.stringify(other)}`);
        }
        attributes[name] = before;
      }
    }
  }
  expect(failures).toEqual([]);
});
