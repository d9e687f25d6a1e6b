import path from "node:path";
import { z } from "zod";
import { objectOf, readSynthesis, type StackFile, textOf } from "@private-http-api/terraform-json";
import { Terraform, type TerraformOptions } from "../terraform/terraform";
import { releaseStateBucket } from "./release-state-bucket";

export interface RemoveStateOptions extends Pick<TerraformOptions, "env" | "progress" | "signal"> {
  readonly environment: string;
  /** Where the stacks were synthesized. */
  readonly outdir: string;
  /** Asks for confirmation, once nothing prevents the removal. */
  readonly confirm: (bucket: string) => Promise<boolean>;
}

const stateSchema = z.object({
  resources: z.array(z.object({ mode: z.string(), type: z.string() })).default([]),
});

/**
 * Destroys the state stack of an environment with its bucket and states. All states must be empty by then.
 *
 * @returns the bucket's name; `undefined` if the user did not confirm
 */
export async function removeState(options: RemoveStateOptions): Promise<string | undefined> {
  const { environment, outdir, confirm, progress } = options;
  const stacks = readSynthesis(outdir);
  const own = stacks.find(({ name }) => name === `state-${environment}`);
  const bucket = own && bucketOf(own);
  if (!own || bucket === undefined) throw new Error(noBucket(environment, stacks));
  const terraform = terraformOf(own, options);
  await terraform.init();
  if (!(await resources(terraform)).some(({ type }) => type === "aws_s3_bucket")) {
    throw new Error(
      `${textOf(backendOf(own, "local")["path"]) ?? own.name} has no state bucket: run this on the machine and in the folder that state-${environment} was deployed from`,
    );
  }
  const kept: string[] = [];
  for (const stack of stacks.filter((each) => backendOf(each, "s3")["bucket"] === bucket)) {
    progress(`${stack.name}: reading its state`);
    const other = terraformOf(stack, options);
    await other.init();
    const { length } = await resources(other);
    if (length > 0)
      kept.push(`${stack.name} still has ${length} resources; destroy it: npx cdktf destroy ${stack.name}`);
  }
  if (kept.length > 0) throw new Error(kept.join("\n"));
  if (!(await confirm(bucket))) return undefined;
  releaseStateBucket(own);
  // Terraform empties a bucket only if force_destroy is in its state, which takes an apply.
  await terraform.apply();
  await terraform.destroy();
  return bucket;
}

function noBucket(environment: string, stacks: readonly StackFile[]): string {
  const others = stacks.flatMap((stack) =>
    stack.name.startsWith("state-") && bucketOf(stack) !== undefined ? [stack.name.slice("state-".length)] : [],
  );
  const known = others.length > 0 ? `use one of ${others.join(", ")}` : "no environment has one";
  return `${environment} has no state bucket of its own; ${known}`;
}

/** Name of the bucket that a stack creates. */
function bucketOf({ json }: StackFile): string | undefined {
  const [bucket] = Object.values(objectOf(objectOf(json["resource"])["aws_s3_bucket"]));
  return textOf(objectOf(bucket)["bucket"]);
}

function backendOf({ json }: StackFile, kind: "s3" | "local") {
  return objectOf(objectOf(objectOf(json["terraform"])["backend"])[kind]);
}

function terraformOf(stack: StackFile, options: RemoveStateOptions): Terraform {
  const { outdir, progress } = options;
  return new Terraform({
    ...options,
    folder: stack.folder,
    logFile: path.join(outdir, "remove-state.log"),
    progress: (line) => {
      progress(`${stack.name}: ${line}`);
    },
  });
}

async function resources(terraform: Terraform) {
  const text = await terraform.state();
  return text.trim() === ""
    ? []
    : stateSchema.parse(JSON.parse(text)).resources.filter(({ mode }) => mode === "managed");
}
