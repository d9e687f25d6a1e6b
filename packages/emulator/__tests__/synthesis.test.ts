import { readFileSync } from "node:fs";
import path from "node:path";
import { standInFor } from "../src/engine/stand-in";
import { baseImages } from "../src/engine/dockerfile-images";
import { moveLocalState } from "../src/deploy-local/local-state";
import { synthesize } from "@private-http-api/cli-kit";
import { environmentsOf, readSynthesis, stacksOf } from "@private-http-api/terraform-json";
import { temporaryFolder } from "@private-http-api/test-support";

interface Stack {
  readonly dependencies?: readonly string[];
  readonly template?: object;
}

function synthesis(stacks: Readonly<Record<string, Stack>>, files: Readonly<Record<string, string>> = {}): string {
  const manifest = Object.fromEntries(
    Object.entries(stacks).map(([name, { dependencies = [] }]) => [
      name,
      { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, workingDirectory: `stacks/${name}`, dependencies },
    ]),
  );
  const templates = Object.entries(stacks).map(([name, { template = {} }]) => [
    `stacks/${name}/cdk.tf.json`,
    JSON.stringify({ provider: { aws: [{ region: "us-west-2" }] }, terraform: { backend: {} }, ...template }),
  ]);
  return temporaryFolder({
    "manifest.json": JSON.stringify({ stacks: manifest }),
    ...(Object.fromEntries(templates) as Record<string, string>),
    ...files,
  });
}

function localTo(file: string) {
  return { terraform: { backend: { local: { path: `../../../${file}` } } } };
}

describe("the stacks of an environment", () => {
  const stacks = readSynthesis(
    synthesis({
      "dev-http-api": { dependencies: ["dev-fargate-vpc-link"] },
      "dev-fargate-vpc-link": { dependencies: ["dev-images"] },
      "dev-images": {},
      "dev-eu-http-api": {},
      "state-dev": {},
    }),
  );

  test("come in the order in which they can be deployed, the state first", () => {
    expect(stacksOf(stacks, "dev").map(({ name }) => name)).toEqual([
      "state-dev",
      "dev-images",
      "dev-fargate-vpc-link",
      "dev-http-api",
    ]);
  });

  test("are not those of an environment whose name begins alike", () => {
    expect(stacksOf(stacks, "dev-eu").map(({ name }) => name)).toEqual(["dev-eu-http-api"]);
  });

  test("tell the environments there are", () => {
    expect(environmentsOf(stacks)).toEqual(["dev", "dev-eu"]);
  });
});

test("local state and what reads it move to the emulator's folder, and nothing else changes", () => {
  const reader = { backend: "local", config: { path: "../../../terraform.state-dev.tfstate" }, workspace: "w" };
  const outdir = synthesis({
    "state-dev": { template: { ...localTo("terraform.state-dev.tfstate"), output: { a: 1 } } },
    "dev-http-api": { template: { data: { terraform_remote_state: { state: reader } } } },
  });
  moveLocalState(readSynthesis(outdir), "/emulator");
  function read(stack: string): unknown {
    return JSON.parse(readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
  }
  expect(read("state-dev")).toEqual({
    provider: { aws: [{ region: "us-west-2" }] },
    terraform: { backend: { local: { path: "/emulator/terraform.state-dev.tfstate" } } },
    output: { a: 1 },
  });
  expect(read("dev-http-api")).toMatchObject({
    data: {
      terraform_remote_state: {
        state: { backend: "local", config: { path: "/emulator/terraform.state-dev.tfstate" }, workspace: "w" },
      },
    },
  });
});

test("JSON without local state is left byte for byte", () => {
  const outdir = synthesis({
    "dev-http-api": { template: { terraform: { backend: { s3: { bucket: "b", region: "r" } } } } },
  });
  const file = path.join(outdir, "stacks/dev-http-api/cdk.tf.json");
  const before = readFileSync(file, "utf8");
  moveLocalState(readSynthesis(outdir), "/emulator");
  expect(readFileSync(file, "utf8")).toBe(before);
});

test("the images that services are built on are named by build argument, else by the Dockerfile's default, each once", () => {
  function build(context: string, args?: object) {
    return { build: { context: `../../${context}`, ...args } };
  }
  const docker_image = {
    a: build("a"),
    b: build("b"),
    c: build("c"),
    d: build("a", { build_args: { NODE_IMAGE: "node:20" } }),
  };
  const outdir = synthesis(
    { "dev-images": { template: { resource: { docker_image } } } },
    {
      "a/Dockerfile": "ARG NODE_IMAGE=node:22\nFROM ${NODE_IMAGE}\n",
      "b/Dockerfile": "# ARG NODE_IMAGE=none\nARG NODE_IMAGE=node:22\nFROM --platform=linux/amd64 $NODE_IMAGE\n",
      "c/Dockerfile": "FROM golang:1 AS build\nFROM scratch AS empty\nFROM build\nFROM python:3\n",
    },
  );
  expect(baseImages(readSynthesis(outdir))).toEqual(["node:22", "golang:1", "python:3", "node:20"]);
});

test.each([
  ["node:22.12-bookworm-slim", "node"],
  ["docker.io/library/python:3.13", "python3"],
  ["127.0.0.1:5000/mirror/golang@sha256:0123", "go"],
  ["gcr.io/distroless/static-debian12:nonroot", "/server"],
])("%s is stood in for by an image of %s", (image, command) => {
  expect(standInFor(image).command).toBe(command);
});

test("an app that refuses its config is an error with what it said and nothing else", async () => {
  const folder = temporaryFolder({ "cdktf.json": JSON.stringify({ app: "echo 'config: wrong' >&2; exit 1" }) });
  const running = synthesize({ project: folder, outdir: path.join(folder, "out"), env: process.env });
  await expect(running).rejects.toThrow(/^config: wrong$/);
});
