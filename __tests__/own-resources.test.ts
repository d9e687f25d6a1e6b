import "@private-http-api/test-support/cdktf-matchers";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { TerraformStack, Testing } from "cdktf";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { loadConfig, type OwnResources } from "@private-http-api/http-api";
import { buildApp } from "../stacks/build-app";

/** The producer stack of the config's first environment with some own resources, as JSON. */
function producerWith(ownResources: OwnResources): string {
  const config = loadConfig();
  const app = Testing.app({ outdir: "cdktf.out", stackTraces: false });
  buildApp(app, config, ownResources);
  const stacks = app.node.findAll().filter((node) => TerraformStack.isStack(node));
  // Testing.synth does not: without it, references to other stacks stay invalid Terraform.
  for (const stack of stacks) stack.prepareStack();
  const id = `${config.environments[0]?.name ?? ""}-fargate-vpc-link`;
  const producer = stacks.find((stack) => stack.node.id === id);
  if (!producer) throw new Error(`no stack ${id}`);
  // true: with validations, so the policy holds.
  return Testing.synth(producer, true);
}

describe("own resources, an example to start from", () => {
  const synthesized = producerWith(({ scope, prefix, services, grants }) => {
    const notes = new DynamodbTable(scope, "notes", {
      name: `${prefix}-notes`,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "id",
      attribute: [{ name: "id", type: "S" }],
    });
    const additions = services.map((service) => {
      grants.read(notes, service);
      return [service, { environment: { NOTES_TABLE: notes.name } }] as const;
    });
    return Object.fromEntries(additions);
  });

  test("the table is in the producer stack", () => {
    expect(synthesized).toHaveResourceWithProperties(DynamodbTable, { billing_mode: "PAY_PER_REQUEST" });
  });

  test("services find its name in their environment, and may not write to it", () => {
    expect(synthesized).toContain("${aws_dynamodb_table.own_notes.name}");
    expect(synthesized).toContain("dynamodb:GetItem");
    expect(synthesized).not.toContain("dynamodb:PutItem");
  });
});

describe("the commented examples in stacks/own-resources.ts", () => {
  const source = readFileSync("stacks/own-resources.ts", "utf8");
  const examples = [...source.matchAll(/^\/\/ Example, .*: return (\w+)\(input\)\n((?:\/\/.*\n)+)/gm)];

  // Those that were uncommented are yours; the others are what the tests of packages/http-api/examples execute.
  test("are those that are tested", () => {
    for (const [, name = "", text = ""] of examples) {
      const file = { booksTable: "table.ts", ordersQueue: "queue.ts", booksDatabase: "database.ts" }[name] ?? "";
      const tested = readFileSync(join("packages/http-api/examples/own-resources", file), "utf8");
      expect(text.replaceAll(/^\/\/ ?/gm, "")).toBe(tested.replace(/^import type \{ AdditionsByService.*\n/m, ""));
    }
  });
});
