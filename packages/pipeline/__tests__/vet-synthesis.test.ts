import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { configOf, fullConfig, service, SynthesizedApp, temporaryFolder } from "@private-http-api/test-support";
import { type JsonObject, objectOf } from "@private-http-api/terraform-json";
import { readUntrusted } from "../src/vet/read-untrusted";
import { vetSynthesis } from "../src/vet/vet-synthesis";

interface Stack {
  readonly name: string;
  readonly json: JsonObject;
}

function stacksOf(config: unknown): readonly Stack[] {
  const app = new SynthesizedApp(config);
  return app.ids.map((name) => ({ name, json: JSON.parse(app.text(name)) as JsonObject }));
}

const base = stacksOf(fullConfig());
const api = "prod-http-api";

/** The base's stacks with one of them changed. */
function withChange(name: string, change: (json: JsonObject) => JsonObject): readonly Stack[] {
  return base.map((stack) => (stack.name === name ? { ...stack, json: change(stack.json) } : stack));
}

function withSection(section: string, added: JsonObject): readonly Stack[] {
  return withChange(api, (json) => ({ ...json, [section]: { ...objectOf(json[section]), ...added } }));
}

test("what the base branch synthesizes can be planned, and so can a changed config", () => {
  expect(vetSynthesis(base, base)).toEqual([]);
  const one = { orders: service("/orders") };
  const two = { ...one, stock: service("/stock", { environment: { NOTE: "file(x) costs $${file(1)}" } }) };
  expect(vetSynthesis(stacksOf(configOf(two)), stacksOf(configOf(one)))).toEqual([]);
});

/** What a pull request may try, and the end of the line that it gets. */
const HOSTILE: readonly (readonly [string, readonly Stack[], string])[] = [
  [
    "a provider of its own",
    withChange(api, (json) => ({
      ...json,
      terraform: {
        ...objectOf(json["terraform"]),
        required_providers: { aws: { source: "evil/aws", version: "1.0.0" } },
      },
    })),
    "provider aws: evil/aws 1.0.0 is not the base branch's",
  ],
  ["a resource of another provider", withSection("resource", { null_resource: { a: {} } }), "resource null_resource:"],
  ["a module", withSection("module", { a: { source: "git::https://example.com/x" } }), "module: not planned"],
  ["a check block with a data source", withSection("check", { a: {} }), "check: not planned"],
  ["an ephemeral resource", withSection("ephemeral", { aws_secretsmanager_secret_version: { a: {} } }), "ephemeral:"],
  ["Terraform's cloud", withSection("terraform", { cloud: {} }), "terraform.cloud: not planned"],
  ["an external data source", withSection("data", { external: { a: { program: ["sh"] } } }), "data external:"],
  ["an HTTP data source", withSection("data", { http: { a: { url: "https://example.com" } } }), "data http:"],
  [
    "a function that is invoked by a plan",
    withSection("data", { aws_lambda_invocation: { a: {} } }),
    "data aws_lambda",
  ],
  [
    "a secret that a plan reads",
    withSection("data", { aws_secretsmanager_secret_version: { a: {} } }),
    "is read while",
  ],
  [
    "another application's state",
    withSection("data", {
      terraform_remote_state: { a: { backend: "s3", config: { bucket: "theirs", key: "a.tfstate" } } },
    }),
    "data terraform_remote_state.a: reads a state that no stack of the base branch has",
  ],
  [
    "another backend",
    withSection("terraform", { backend: { s3: { bucket: "mine", key: "x", region: "us-west-2" } } }),
    "terraform.backend: is not the base branch's",
  ],
  [
    "another role",
    withSection("provider", { aws: [{ region: "us-west-2", assume_role: [{ role_arn: "arn:aws:iam::1:role/x" }] }] }),
    "provider aws: its settings are not the base branch's",
  ],
  [
    "another endpoint",
    withSection("provider", { aws: [{ region: "us-west-2", endpoints: [{ sts: "https://example.com" }] }] }),
    "provider aws: its settings are not the base branch's",
  ],
  [
    "a provisioner",
    withSection("resource", { terraform_data: { a: { provisioner: [{ "local-exec": { command: "env" } }] } } }),
    "resource terraform_data.a.provisioner: runs a program",
  ],
  [
    "a file of the runner in a tag",
    withSection("resource", { aws_sns_topic: { a: { tags: { X: '${file("/proc/self/environ")}' } } } }),
    "resource.aws_sns_topic.a.tags.X: file() reads files of the machine that plans",
  ],
  [
    "a file of the runner in a template's directive",
    withSection("output", { a: { value: '%{ if fileexists("/etc/passwd") }x%{ endif }' } }),
    "output.a.value: fileexists() reads files",
  ],
  [
    "a file of the runner by a template",
    withSection("locals", { a: '${ templatefile ("/proc/self/environ", {}) }' }),
    "locals.a: templatefile() reads files",
  ],
  ["a new stack with another backend", [...base, { name: "x-http-api", json: {} }], "x-http-api: terraform.backend:"],
];

test.each(HOSTILE)("refused: %s", (_what, stacks, line) => {
  expect(vetSynthesis(stacks, base)).toEqual(expect.arrayContaining([expect.stringContaining(line)]));
});

test("a new environment in the bucket of the others can be planned, one in another account cannot", () => {
  const one = configOf({ orders: service("/orders") });
  const added = stacksOf({ ...one, environments: { ...one.environments, qa: { ...one.environments.dev } } });
  const elsewhere = { account: "999999999999", region: "us-west-2" };
  const refused = vetSynthesis(
    stacksOf({ ...one, environments: { ...one.environments, qa: elsewhere } }),
    stacksOf(one),
  );
  expect(refused).toEqual(expect.arrayContaining([expect.stringMatching(/^qa-http-api: provider aws: its settings/)]));
  expect(vetSynthesis(added, stacksOf(one)).filter((line) => /^dev/.test(line))).toEqual([]);
});

describe("the folder of a pull request", () => {
  function manifest(path: string, name = "dev-http-api") {
    return JSON.stringify({
      stacks: { [name]: { synthesizedStackPath: path, workingDirectory: `stacks/${name}`, dependencies: [] } },
    });
  }

  test("is read where CDKTF writes it", () => {
    const folder = temporaryFolder({
      "manifest.json": manifest("stacks/dev-http-api/cdk.tf.json"),
      "stacks/dev-http-api/cdk.tf.json": "{}",
    });
    expect(readUntrusted(folder).map(({ name }) => name)).toEqual(["dev-http-api"]);
  });

  test.each([
    ["a path out of it", manifest("../../etc/passwd"), "its file must be stacks/<name>/cdk.tf.json"],
    ["a name that is a path", manifest("stacks/../x/cdk.tf.json", "../x"), "its file must be"],
  ])("is refused with %s", (_what, text, message) => {
    const folder = temporaryFolder({ "manifest.json": text, "stacks/dev-http-api/cdk.tf.json": "{}" });
    expect(() => readUntrusted(folder)).toThrow(message);
  });

  test("is refused with a stack that the manifest does not name, or that is a link", () => {
    const text = manifest("stacks/dev-http-api/cdk.tf.json");
    const more = temporaryFolder({
      "manifest.json": text,
      "stacks/dev-http-api/cdk.tf.json": "{}",
      "stacks/other/main.tf": "",
    });
    expect(() => readUntrusted(more)).toThrow("stacks/other: not in manifest.json");
    const linked = temporaryFolder({ "manifest.json": text });
    mkdirSync(join(linked, "stacks/dev-http-api"), { recursive: true });
    symlinkSync("/etc/hostname", join(linked, "stacks/dev-http-api/cdk.tf.json"));
    expect(() => readUntrusted(linked)).toThrow("must be a plain file");
  });
});
