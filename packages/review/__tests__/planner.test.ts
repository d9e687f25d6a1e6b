import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { objectOf, type JsonObject } from "@private-http-api/terraform-json";
import { terraformFailure } from "../src/planner/terraform-failure";
import { isReviewsOwn, ThrowAwayCopy } from "../src/planner/throw-away-copy";
import { planOf } from "./plan-builder";

describe("a consumer that is planned before its producer is applied", () => {
  let folder: string;
  let stackFolder: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "throw-away-"));
    stackFolder = path.join(folder, "stacks", "dev-http-api");
    mkdirSync(path.join(stackFolder, "assets"), { recursive: true });
    writeFileSync(path.join(stackFolder, "cdk.tf.json"), "{}");
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function remote(output: string): string {
    return `\${data.terraform_remote_state.producer.outputs.${output}}`;
  }
  const stack: JsonObject = {
    data: { terraform_remote_state: { producer: { backend: "s3" } } },
    resource: {
      aws_x: {
        a: {
          known: remote("known"),
          unknown: remote("unknown"),
          text: `x/${remote("partly")}`,
          fresh: remote("fresh"),
        },
      },
    },
    terraform: { backend: { s3: { bucket: "b" } }, required_providers: {} },
  };
  const producer = planOf([], {
    output_changes: {
      known: { actions: ["no-op"], after: "${not.an.expression}", after_unknown: false },
      unknown: { actions: ["create"], after_unknown: true },
      partly: { actions: ["update"], after: ["a", null], after_unknown: [false, true] },
    },
  });

  function copyOf(hasState: boolean): { copy: ThrowAwayCopy; json: JsonObject } {
    const copy = new ThrowAwayCopy({
      stack: { name: "dev-http-api", json: stack },
      folder: stackFolder,
      producers: new Map([["producer", producer]]),
      hasState,
    });
    return { copy, json: JSON.parse(readFileSync(path.join(copy.folder, "cdk.tf.json"), "utf8")) as JsonObject };
  }

  it("reads planned outputs where it read a state, and unknown ones as unknown", () => {
    const { json } = copyOf(true);
    const unknown = "${jsondecode(terraform_data.review-unknown.id)}";
    expect(json["data"]).toBeUndefined();
    expect(json["locals"]).toEqual({
      "review-producer-known": "$${not.an.expression}",
      "review-producer-unknown": unknown,
      "review-producer-partly": ["a", unknown],
      "review-producer-fresh": unknown,
    });
    expect(objectOf(objectOf(json["resource"])["aws_x"])["a"]).toMatchObject({
      text: "x/${local.review-producer-partly}",
    });
    expect(isReviewsOwn("terraform_data.review-unknown")).toBe(true);
  });

  it("keeps the backend where there is one, and lies as deep as the original, its files beside it", () => {
    const { copy, json } = copyOf(true);
    expect(path.dirname(copy.folder)).toBe(path.dirname(stackFolder));
    expect(readdirSync(copy.folder).sort()).toEqual([".terraform", "assets", "cdk.tf.json"]);
    expect(json["terraform"]).toEqual(stack["terraform"]);
    expect(copyOf(false).json["terraform"]).toMatchObject({ backend: { local: {} } });
  });

  it("leaves nothing, and never the original's files, when it is removed", () => {
    const { copy } = copyOf(true);
    copy.remove();
    expect(existsSync(copy.folder)).toBe(false);
    expect(existsSync(path.join(stackFolder, "assets"))).toBe(true);
  });
});

describe("what Terraform says when it fails becomes one line", () => {
  it.each([
    [
      "a locked state",
      `╷
│ Error: Error acquiring the state lock
│
│ Error message: operation error S3: PutObject, https response error StatusCode: 412, PreconditionFailed
│ Lock Info:
│   ID:        91912a9a-bc12-169e-7e0b-f30957c06e94
│   Path:      b/k
│   Operation: OperationTypeApply
│   Who:       ann@laptop
│   Created:   2026-11-21 10:19:18 +0000 UTC
╵`,
      "dev: the state is locked by ann@laptop, OperationTypeApply, 2026-11-21 10:19:18 +0000 UTC; wait for that run to end, or release it with `terraform force-unlock 91912a9a-bc12-169e-7e0b-f30957c06e94` when no Terraform run is using it",
    ],
    [
      "no credentials",
      "Error: No valid credential sources found\n\nPlease see https://…",
      "dev: no AWS credentials; sign in (`aws sso login`) or set AWS_PROFILE, then review again",
    ],
    [
      "another account",
      'Error: AWS account ID not allowed: 333333333333\n\n  with provider["registry.terraform.io/hashicorp/aws"],',
      "dev: the credentials belong to account 333333333333, which the configuration does not allow; use those of the environment's account",
    ],
    [
      "a condition of the configuration, in its own words",
      `╷
│ Error: Resource postcondition failed
│
│   on cdk.tf.json line 310, in resource.terraform_data.state-target.lifecycle.postcondition[0]:
│  310:                 "condition": "\${self.output == \"b\"}",
│     ├────────────────
│     │ self.output is "a"
│
│ The resources of this consumer are in a, and the config says b: a deploy
│ would lose track of them.
╵
╷
│ Error: Something else
╵`,
      "dev: The resources of this consumer are in a, and the config says b: a deploy would lose track of them.",
    ],
    [
      "anything else",
      "Error: Terraform encountered problems during initialisation\n\nError: Invalid expression\n\n  on cdk.tf.json line 1, in resource.a:\n   1: {\n\nExpected the start of an expression.",
      "dev: terraform plan failed: Invalid expression Expected the start of an expression.",
    ],
  ])("%s", (_, output, message) => {
    expect(terraformFailure("dev", "plan", output).message).toBe(message);
  });
});
