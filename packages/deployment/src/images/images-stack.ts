import path from "node:path";
import { bundle, outdirIn, run, synthesize, tryRun, UserError } from "@private-http-api/cli-kit";
import { z } from "zod";

/** Settings of {@link deployImages}. */
export interface DeployImagesProps {
  /** Folder of the cdktf.json. */
  readonly project: string;
  readonly environment: string;
  readonly env: NodeJS.ProcessEnv;
  readonly progress: (line: string) => void;
}

const planSchema = z.object({
  resource_changes: z
    .array(z.object({ address: z.string(), type: z.string(), change: z.object({ actions: z.array(z.string()) }) }))
    .default([]),
});

/** Creates the services' bundles, from which their images are built. */
export async function prepareBuilds(project: string): Promise<void> {
  await bundle(project);
}

/**
 * Applies the images stack of an environment: repositories, and the images that are not recorded.
 *
 * @throws UserError when the plan would destroy something, which the user must approve
 */
export async function deployImages({ project, environment, env, progress }: DeployImagesProps): Promise<void> {
  await synthesize({ project, env: { ...env, HTTP_API_IMAGES: "recorded-sources" } });
  const stack = `${environment}-images`;
  const cwd = path.join(outdirIn(project, env), "stacks", stack);
  const options = { cwd, env, onLine: progress };
  const init = await tryRun("terraform", ["init", "-input=false", "-no-color"], { cwd, env });
  if (init.exitCode !== 0)
    throw new UserError(`${stack}: terraform init: ${reason(init.stderr)}${stateAdvice(init.stderr, environment)}`);
  const plan = await tryRun("terraform", ["plan", "-input=false", "-no-color", "-out=images.plan"], { cwd, env });
  if (plan.exitCode !== 0) throw new UserError(`${stack}: terraform plan: ${reason(plan.stderr)}`);
  const shown = await run("terraform", ["show", "-json", "images.plan"], { cwd, env });
  refuseDestroying(stack, planSchema.parse(JSON.parse(shown)));
  const apply = await tryRun("terraform", ["apply", "-input=false", "-no-color", "images.plan"], options);
  if (apply.exitCode !== 0) throw new UserError(`${stack}: terraform apply: ${reason(apply.stderr)}`);
}

/** The docker provider's images may leave the state; nothing else may be destroyed. */
function refuseDestroying(stack: string, { resource_changes: changes }: z.infer<typeof planSchema>): void {
  const destroyed = changes.filter(
    ({ type, change }) => change.actions.includes("delete") && !type.startsWith("docker_"),
  );
  if (destroyed.length === 0) return;
  const addresses = destroyed.map(({ address }) => address).join(", ");
  throw new UserError(
    `${stack}: the plan destroys ${addresses}; review it and apply it yourself: npx cdktf deploy ${stack}; then run this again`,
  );
}

/** Terraform's first error, in one line. */
function reason(stderr: string): string {
  const lines = stderr
    .split("\n")
    .map((line) => line.replace(/^[│╷╵\s]+/, "").trim())
    .filter((line) => line !== "");
  const first = lines.findIndex((line) => line.startsWith("Error"));
  return lines.slice(Math.max(first, 0), Math.max(first, 0) + 6).join(" ") || "failed without a message";
}

function stateAdvice(stderr: string, environment: string): string {
  return /NoSuchBucket|does not exist/.test(stderr)
    ? `; deploy the state bucket first: npx cdktf deploy state-${environment}`
    : "";
}
