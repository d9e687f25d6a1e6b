import type { JsonObject } from "@private-http-api/terraform-json";
import { exitCodeOf } from "../src/review";
import { reviewOf, type BuiltChange } from "./plan-builder";

const gone: BuiltChange = { address: "aws_s3_bucket.state", before: { id: "states", bucket: "states" } };
const replaced: BuiltChange = { ...gone, actions: ["delete", "create"], after: { bucket: "states-2" } };

function remoteState(bucket: string): JsonObject {
  return {
    configuration: {
      root_module: {
        module_calls: {
          a: {
            module: {
              resources: [
                {
                  address: "data.terraform_remote_state.n",
                  mode: "data",
                  type: "terraform_remote_state",
                  expressions: { backend: { constant_value: "s3" }, config: { constant_value: { bucket, key: "k" } } },
                },
              ],
            },
          },
        },
      },
    },
  };
}

function readState(bucket: string): JsonObject {
  return {
    prior_state: {
      values: {
        root_module: { resources: [{ type: "terraform_remote_state", values: { config: { bucket, key: "k" } } }] },
      },
    },
  };
}

describe("a bucket that holds Terraform's states", () => {
  it.each<[string, BuiltChange, Parameters<typeof reviewOf>[1]]>([
    ["a remote state in a module names it", gone, { rest: remoteState("states") }],
    ["a remote state that was read names it", gone, { rest: readState("states") }],
    ["it is given", gone, { policy: { stateBuckets: ["states"] } }],
    ["it is replaced", replaced, { policy: { stateBuckets: ["states"] } }],
  ])("is never to go: %s", (_, change, props) => {
    const review = reviewOf([change], { ...props, approval: "never" });
    expect(review.verdict.line).toContain("Terraform's states are lost with aws_s3_bucket.state");
    expect([exitCodeOf(review), review.verdict.never]).toEqual([4, true]);
  });

  it("is another one: then it is danger like others, which `never` lets pass", () => {
    const review = reviewOf([gone], { rest: remoteState("others"), approval: "never" });
    expect([exitCodeOf(review), review.danger[0]?.never]).toEqual([2, false]);
    expect(review.danger[0]?.downtime).not.toContain("not known");
  });

  it("may be this one where nothing says which: that is said", () => {
    const review = reviewOf([gone]);
    expect(exitCodeOf(review)).toBe(4);
    expect(review.danger[0]?.downtime).toContain("whether it holds Terraform states is not known");
  });
});
