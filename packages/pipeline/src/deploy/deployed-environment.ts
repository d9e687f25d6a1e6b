import { UserError } from "@private-http-api/cli-kit";
import { objectOf, readSynthesis, type StackFile, stacksOf, textOf } from "@private-http-api/terraform-json";

/** The stacks that a pipeline deploys for an environment, and where their states are. */
export interface DeployedEnvironment {
  readonly name: string;
  /** Each after those that it reads; without the state stack, which a person deploys once. */
  readonly stacks: readonly StackFile[];
  readonly bucket: string;
  readonly region: string;
  /** Prefix of the keys of what the pipeline stores in the bucket, beside the states. */
  readonly prefix: string;
}

/** @throws UserError when the states are not in a bucket, from which the next job could read them */
export function deployedEnvironment(outdir: string, name: string): DeployedEnvironment {
  const stacks = stacksOf(readSynthesis(outdir), name).filter((stack) => !stack.name.startsWith("state-"));
  const backend = objectOf(objectOf(stacks.at(-1)?.json["terraform"])["backend"]);
  const { bucket, key, region } = objectOf(backend["s3"]);
  const [place, component] = [textOf(bucket), /^(.+)\/[^/]+$/.exec(textOf(key) ?? "")?.[1]];
  if (place === undefined || component === undefined) {
    throw new UserError(
      `environments.${name}.state: is "local", and a pipeline's next job is on another machine; remove it, and deploy state-${name}`,
    );
  }
  return { name, stacks, bucket: place, region: textOf(region) ?? "", prefix: `${component}/plans/` };
}
