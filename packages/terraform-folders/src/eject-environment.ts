import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  blocksOf,
  type Json,
  type JsonObject,
  objectOf,
  readStack,
  type StackFolder,
  stackFolders,
  stacksOf,
  textOf,
} from "@private-http-api/terraform-json";
import { folderReadme, overviewReadme } from "./eject-readme";
import { plainTerraform } from "./plain-terraform";

/** Settings of {@link ejectEnvironment}. */
export interface EjectProps {
  /** Folder that a synthesis wrote. */
  readonly outdir: string;
  readonly environment: string;
  /** Folder that gets one folder per stack; made where it is missing. */
  readonly target: string;
}

/**
 * The first OpenTofu whose S3 backend locks a state with `use_lockfile`, which Terraform has since 1.11 without calling it
 * experimental. https://opentofu.org/docs/v1.10/intro/whats-new/
 */
const OPENTOFU = ">= 1.10.0";

/** Other entries of a stack's folder: archives of functions, and provider hashes. */
const BESIDE = ["assets", ".terraform.lock.hcl"];

/**
 * Writes each stack of an environment as a Terraform project that needs neither CDKTF nor Node: `main.tf.json`, the version
 * that it requires, the assets, the lock file where there is one, and a README. The state is not touched: backend and keys
 * stay as they are. Files of an earlier run are replaced; others in the folders stay.
 *
 * @returns the folders, in the order in which they are applied
 * @throws UserError when there is no such environment, or nothing was synthesized
 */
export function ejectEnvironment({ outdir, environment, target }: EjectProps): readonly string[] {
  const stacks = stacksOf(stackFolders(outdir), environment);
  const folders = stacks.map((stack) => ejectStack(stack, join(target, stack.name)));
  const names = stacks.map(({ name }) => name);
  writeFileSync(join(target, "README.md"), overviewReadme(environment, names));
  return folders;
}

function ejectStack(stack: StackFolder, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const json = plainTerraform(readStack(stack).json, { from: stack.folder, to: folder });
  for (const name of BESIDE) {
    rmSync(join(folder, name), { recursive: true, force: true });
    const source = join(stack.folder, name);
    if (existsSync(source)) cpSync(source, join(folder, name), { recursive: true });
  }
  const { required_version: version, ...terraform } = objectOf(json["terraform"]);
  writeJson(join(folder, "main.tf.json"), version === undefined ? json : { ...json, terraform });
  writeVersions(folder, version);
  writeFileSync(join(folder, "README.md"), folderReadme(stack, contextsOf(json)));
  return folder;
}

/**
 * The required version is in a separate file; OpenTofu, which has other versions, reads `versions.tofu.json` instead.
 * https://opentofu.org/docs/language/syntax/json ("Extension Precedence")
 */
function writeVersions(folder: string, version: Json | undefined): void {
  const versions = { "versions.tf.json": version, "versions.tofu.json": OPENTOFU };
  for (const [name, required] of Object.entries(versions)) {
    const file = join(folder, name);
    if (version === undefined || required === undefined) rmSync(file, { force: true });
    else writeJson(file, { terraform: { required_version: required } });
  }
}

function writeJson(file: string, json: JsonObject): void {
  writeFileSync(file, `${JSON.stringify(json, null, 2)}\n`);
}

/** Build contexts of a folder's images, which building them still needs. */
function contextsOf(json: JsonObject): readonly string[] {
  const images = Object.values(objectOf(objectOf(json["resource"])["docker_image"]));
  return images.flatMap((image) => blocksOf(objectOf(image)["build"])).flatMap(({ context }) => textOf(context) ?? []);
}
