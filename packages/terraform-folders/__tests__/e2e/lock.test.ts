import { chmodSync, copyFileSync, existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { tryRun } from "@private-http-api/cli-kit";
import { describeWith, temporaryFolder } from "@private-http-api/test-support";
import { lockProviders } from "../../src/lock/lock-providers";

const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;

/** A mirror with providers that cannot run: locking needs only their bytes. */
function mirror(): string {
  function provider(source: string, version: string) {
    const name = `terraform-provider-${path.basename(source)}_v${version}`;
    return `registry.terraform.io/${source}/${version}/${platform}/${name}`;
  }
  const folder = temporaryFolder({
    [provider("hashicorp/aws", "5.100.0")]: "old",
    [provider("hashicorp/aws", "6.25.0")]: "new",
    [provider("hashicorp/aws", "7.0.0")]: "untried",
    [provider("kreuzwerker/docker", "4.6.0")]: "docker",
  });
  return folder;
}

const aws = { source: "aws", version: ">= 5.100.0, < 7.0.0" };
const docker = { source: "kreuzwerker/docker", version: ">= 3.6.2, < 5.0.0" };

/** A synth output with two kinds of stack in two environments. */
function outdir(): string {
  const kinds = { images: { aws, docker }, "http-api": { aws } };
  const stacks = ["dev", "prod"].flatMap((environment) =>
    Object.entries(kinds).map(([kind, required_providers]) => [`${environment}-${kind}`, required_providers] as const),
  );
  const manifest = {
    stacks: Object.fromEntries(
      stacks.map(([name]) => [
        name,
        { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, workingDirectory: `stacks/${name}`, dependencies: [] },
      ]),
    ),
  };
  return temporaryFolder({
    "manifest.json": JSON.stringify(manifest),
    ...Object.fromEntries(
      stacks.map(([name, required_providers]) => [
        `stacks/${name}/cdk.tf.json`,
        JSON.stringify({ terraform: { required_providers } }),
      ]),
    ),
  });
}

describeWith(["terraform"], "provider locks", () => {
  test("one file per kind of stack, with the newest provider of the range and its hashes", async () => {
    const folder = path.join(temporaryFolder(), "locks");
    const props = { outdir: outdir(), folder, platforms: [platform], fsMirror: mirror(), env: process.env };
    const files = await lockProviders(props);
    expect(files.map((file) => path.basename(file))).toEqual([
      "http-api.terraform.lock.hcl",
      "images.terraform.lock.hcl",
    ]);
    const [api = "", images = ""] = files.map((file) => readFileSync(file, "utf8"));
    expect(api).toMatch(/provider "registry\.terraform\.io\/hashicorp\/aws" \{\s+version\s+= "6\.25\.0"/);
    expect(api).toContain("h1:");
    expect(images).toContain('provider "registry.terraform.io/kreuzwerker/docker"');
  });

  test("init refuses a provider with different bytes", async () => {
    const folder = path.join(temporaryFolder(), "locks");
    const fsMirror = mirror();
    const [api = ""] = await lockProviders({
      outdir: outdir(),
      folder,
      platforms: [platform],
      fsMirror,
      env: process.env,
    });
    const changed = path.join(
      fsMirror,
      `registry.terraform.io/hashicorp/aws/6.25.0/${platform}/terraform-provider-aws_v6.25.0`,
    );
    writeFileSync(changed, "tampered with");
    chmodSync(changed, 0o755);
    const stack = temporaryFolder({
      "cdk.tf.json": JSON.stringify({ terraform: { required_providers: { aws } } }),
      "terraform.rc": `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(fsMirror)}\n  }\n}\n`,
    });
    copyFileSync(api, path.join(stack, ".terraform.lock.hcl"));
    const env = { ...process.env, TF_CLI_CONFIG_FILE: path.join(stack, "terraform.rc"), CHECKPOINT_DISABLE: "1" };
    const { exitCode, stderr } = await tryRun("terraform", ["init", "-no-color"], { cwd: stack, env });
    expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/checksums/)]);
  });

  test("a provider that is not available is reported in one line, and nothing is written", async () => {
    const folder = path.join(temporaryFolder(), "locks");
    const fsMirror = temporaryFolder();
    await expect(
      lockProviders({ outdir: outdir(), folder, platforms: [platform], fsMirror, env: process.env }),
    ).rejects.toThrow(/^prod-\S+: terraform providers lock: [^\n]*hashicorp\/aws[^\n]*$/);
    expect(existsSync(folder)).toBe(false);
  });
});
