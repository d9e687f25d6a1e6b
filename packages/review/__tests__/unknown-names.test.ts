import { writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { Redactor } from "../src/plan/redact";
import { reviewPlans } from "../src/review";
import { fromPlanFiles } from "../src/sources";

/** A resource that the plan creates, with what is known of it and what is not. */
function created(type: string, name: string, after: object, unknown: readonly string[]) {
  const after_unknown = Object.fromEntries(unknown.map((key) => [key, true]));
  return {
    address: `${type}.${name}`,
    mode: "managed",
    type,
    name,
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: { actions: ["create"], before: null, after, after_unknown, before_sensitive: false, after_sensitive: {} },
  };
}

test("a policy whose role is not known is not said to be that of another role whose name is not known either", () => {
  const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
  const policy = JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "s3:DeleteBucket", Resource: "arn:aws:s3:::books" }],
  });
  const changes = [
    created("aws_iam_role", "reader", { assume_role_policy: trust, name_prefix: "reader-" }, ["name", "arn", "id"]),
    created("aws_iam_role", "admin", { assume_role_policy: trust, name_prefix: "admin-" }, ["name", "arn", "id"]),
    created("aws_iam_role_policy", "admin", { policy }, ["role", "id", "name"]),
  ];
  const file = path.join(temporaryFolder(), "plan.json");
  writeFileSync(
    file,
    JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: changes }),
  );
  const redactor = new Redactor();
  const { review } = reviewPlans({ ...fromPlanFiles([file], redactor), redactor });
  const shown = JSON.stringify(review.iam);
  expect(shown).toContain("s3:DeleteBucket");
  expect(shown).not.toContain("reader");
});
