import { localStateFile } from "../../../src/stacks/local-state-file";
import { temporaryFolder } from "@private-http-api/test-support";

const owner = { application: "shop", stack: "state-dev", region: "us-west-2" };
const named = "terraform.shop.state-dev.us-west-2.tfstate";
const earlier = "terraform.state-dev.tfstate";

/** A state that holds the bucket of an application, as Terraform writes it. */
function stateOf(application: string, region: string): string {
  const attributes = { arn: "arn:aws:s3:::x", region, tags_all: { Application: application } };
  return JSON.stringify({ version: 4, resources: [{ type: "aws_s3_bucket", instances: [{ attributes }] }] }, null, 2);
}

test.each([
  ["nothing is there yet", {}, named],
  ["an earlier version named the file after the stack alone", { [earlier]: stateOf("shop", "us-west-2") }, earlier],
  ["both are there", { [earlier]: stateOf("shop", "us-west-2"), [named]: "{}" }, named],
  ["the application was renamed", { [earlier]: stateOf("old-shop", "us-west-2") }, named],
  ["the Region was changed", { [earlier]: stateOf("shop", "eu-west-1") }, named],
  ["the earlier file says nothing of its owner", { [earlier]: '{"version":4,"resources":[]}' }, earlier],
])("where %s", (_when, files, expected) => {
  const folder = temporaryFolder(files);
  expect(localStateFile(owner, folder)).toBe(expected);
});
