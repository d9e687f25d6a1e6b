import { plainTerraform } from "../src/plain-terraform";

const move = { from: "/app/cdktf.out/stacks/dev-images", to: "/app/terraform/dev-images" };

test("metadata is removed at every depth", () => {
  const stack = {
    "//": { metadata: { version: "0.21.0" } },
    resource: { aws_vpc: { vpc: { "//": { metadata: { path: "x" } }, cidr_block: "10.0.0.0/16" } } },
    output: { list: { value: [{ "//": 1, a: 2 }] } },
  };
  expect(plainTerraform(stack, move)).toEqual({
    resource: { aws_vpc: { vpc: { cidr_block: "10.0.0.0/16" } } },
    output: { list: { value: [{ a: 2 }] } },
  });
});

test.each([
  ["an object", (build: object) => build],
  ["a list", (build: object) => [build]],
])("a build context leads to the same folder from the new location, if the block is %s", (_form, form) => {
  const build = { context: "../../../services/books", dockerfile: "Dockerfile" };
  const stack = { resource: { docker_image: { books: { build: form(build) as never } } } };
  expect(plainTerraform(stack, move)).toEqual({
    resource: { docker_image: { books: { build: form({ ...build, context: "../../services/books" }) } } },
  });
});

test("local states, those of the stack and those that it reads, stay the same files", () => {
  const stack = {
    terraform: { backend: { local: { path: "../../../terraform.dev-images.tfstate" } } },
    data: { terraform_remote_state: { images: { backend: "local", config: { path: "../../../other.tfstate" } } } },
  };
  expect(plainTerraform(stack, move)).toEqual({
    terraform: { backend: { local: { path: "../../terraform.dev-images.tfstate" } } },
    data: { terraform_remote_state: { images: { backend: "local", config: { path: "../../other.tfstate" } } } },
  });
});

test("other paths, and an S3 backend, do not change", () => {
  const stack = {
    terraform: { backend: { s3: { bucket: "states", key: "shop/dev/images.tfstate" } } },
    resource: { aws_lambda_function: { f: { filename: "assets/code/archive.zip" } } },
  };
  expect(plainTerraform(stack, move)).toEqual(stack);
});
