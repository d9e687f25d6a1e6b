import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "@private-http-api/test-support";
import { ejectEnvironment } from "../src/eject-environment";

const stacks = {
  "state-dev": { dependencies: [], json: { terraform: { backend: { local: { path: "../../../a.tfstate" } } } } },
  "dev-images": {
    dependencies: [],
    json: { resource: { docker_image: { books: { build: { context: "../../../services/books" } } } } },
  },
  "dev-fargate-vpc-link": { dependencies: ["dev-images"], json: {} },
  "dev-http-api": {
    dependencies: ["dev-fargate-vpc-link"],
    json: { resource: { aws_lambda_function: { f: { filename: "assets/f/archive.zip" } } } },
  },
  "prod-http-api": { dependencies: [], json: {} },
};

function project(): string {
  const manifest = {
    stacks: Object.fromEntries(
      Object.entries(stacks).map(([name, { dependencies }]) => [
        name,
        { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, workingDirectory: `stacks/${name}`, dependencies },
      ]),
    ),
  };
  return temporaryFolder({
    "cdktf.out/manifest.json": JSON.stringify(manifest),
    ...Object.fromEntries(
      Object.entries(stacks).map(([name, { json }]) => [`cdktf.out/stacks/${name}/cdk.tf.json`, JSON.stringify(json)]),
    ),
    "cdktf.out/stacks/dev-http-api/assets/f/archive.zip": "zip",
    "cdktf.out/stacks/dev-images/.terraform.lock.hcl": "# hashes",
  });
}

function eject(folder: string): readonly string[] {
  const target = join(folder, "terraform");
  return ejectEnvironment({ outdir: join(folder, "cdktf.out"), environment: "dev", target });
}

test("the stacks of the environment, in the order in which they are applied, and of no other", () => {
  const folder = project();
  const order = ["state-dev", "dev-images", "dev-fargate-vpc-link", "dev-http-api"];
  expect(eject(folder)).toEqual(order.map((name) => join(folder, "terraform", name)));
  expect(readdirSync(join(folder, "terraform")).sort()).toEqual(["README.md", ...order].sort());
  const overview = readFileSync(join(folder, "terraform/README.md"), "utf8");
  expect([...overview.matchAll(/^\d\. \[(.+?)\]/gm)].map(([, name]) => name)).toEqual(order);
});

test("assets and lock files come along; what an earlier run left goes, what is not its own stays", () => {
  const folder = project();
  const target = join(folder, "terraform");
  eject(folder);
  expect(existsSync(join(target, "dev-http-api/assets/f/archive.zip"))).toBe(true);
  expect(readFileSync(join(target, "dev-images/.terraform.lock.hcl"), "utf8")).toBe("# hashes");
  writeFileSync(join(target, "dev-http-api/backend.hcl"), "");
  writeFileSync(join(target, "dev-http-api/assets/stale"), "");
  eject(folder);
  expect(readdirSync(join(target, "dev-http-api")).sort()).toEqual([
    "README.md",
    "assets",
    "backend.hcl",
    "main.tf.json",
  ]);
  expect(existsSync(join(target, "dev-http-api/assets/stale"))).toBe(false);
});

test("Terraform and OpenTofu each read the version that they need; a stack that requires none has no such file", () => {
  const folder = project();
  const outdir = join(folder, "cdktf.out");
  const file = join(outdir, "stacks/dev-http-api/cdk.tf.json");
  const backend = { s3: { bucket: "b", key: "k" } };
  writeFileSync(file, JSON.stringify({ terraform: { backend, required_version: ">= 1.11.0" } }));
  eject(folder);
  function read(stack: string, name: string): unknown {
    const path = join(folder, "terraform", stack, name);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
  }
  expect(read("dev-http-api", "main.tf.json")).toEqual({ terraform: { backend } });
  expect(read("dev-http-api", "versions.tf.json")).toEqual({ terraform: { required_version: ">= 1.11.0" } });
  expect(read("dev-http-api", "versions.tofu.json")).toEqual({ terraform: { required_version: ">= 1.10.0" } });
  expect(read("dev-images", "versions.tf.json")).toBeUndefined();
  writeFileSync(file, "{}");
  eject(folder);
  expect(read("dev-http-api", "versions.tofu.json")).toBeUndefined();
});

test("a folder's page says what is applied before it and what building its images needs", () => {
  const folder = project();
  eject(folder);
  function page(stack: string) {
    return readFileSync(join(folder, "terraform", stack, "README.md"), "utf8");
  }
  expect(page("dev-http-api")).toContain(
    "[dev-fargate-vpc-link](../dev-fargate-vpc-link/README.md), which is applied first",
  );
  expect(page("dev-images")).toContain("`../../services/books`");
});

test("an environment that is not there is refused in one line, and nothing is written", () => {
  const folder = project();
  const target = join(folder, "terraform");
  expect(() => ejectEnvironment({ outdir: join(folder, "cdktf.out"), environment: "staging", target })).toThrow(
    "staging: no such environment; the config has dev, prod",
  );
  expect(existsSync(target)).toBe(false);
});
