import { tryRun } from "@private-http-api/cli-kit";
import { fail, type Finding, ok } from "../finding";
import type { Check, Target } from "../target";

/** The S3 backend has native locking from this version on [Terraform, "Backend type: s3", use_lockfile]. */
const LOWEST_TERRAFORM = [1, 11] as const;

/** Terraform, and a Docker engine if an image must be built. */
export const tools: Check = {
  what: "tools",
  run: async (target) => [await terraform(target), ...(await engine(target))],
};

async function terraform({ env }: Target): Promise<Finding> {
  const answer = await command("terraform", ["version", "-json"], env);
  if (answer === undefined) return fail("terraform", "is not installed; install 1.11 or newer");
  const { terraform_version: version = "" } = JSON.parse(answer) as { terraform_version?: string };
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const [lowestMajor, lowestMinor] = LOWEST_TERRAFORM;
  const isEnough = major > lowestMajor || (major === lowestMajor && minor >= lowestMinor);
  return isEnough ? ok("terraform", version) : fail("terraform", `is ${version}; install 1.11 or newer`);
}

async function engine({ builds, environment, env }: Target): Promise<readonly Finding[]> {
  const missing = builds.filter(({ digest }) => digest === undefined).map(({ serviceName }) => serviceName);
  if (missing.length === 0) return [];
  const names = missing.join(", ");
  const version = await command("docker", ["version", "--format", "{{.Server.Version}}"], env);
  if (version !== undefined) return [ok("engine", `${version.trim()}, which builds ${names}`)];
  return [
    fail(
      "engine",
      `none responds, and ${names} is not recorded and must be built; start Docker, and run npm run images -- ${environment.name}`,
    ),
  ];
}

async function command(name: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const result = await tryRun(name, args, { env }).catch(() => undefined);
  return result?.exitCode === 0 ? result.stdout : undefined;
}
