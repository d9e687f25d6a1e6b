import { tryRun } from "@private-http-api/cli-kit";

/**
 * Removes the images that were built for a local registry, and the stand-in base images, from an engine that keeps running.
 * @param registryPort port of the registry, which may have ended
 * @param imported names of the stand-ins
 */
export async function removeImages(
  registryPort: number,
  imported: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<void> {
  const { stdout } = await tryRun("docker", ["images", "--format", "{{.Repository}}:{{.Tag}}"], { env });
  const built = stdout.split("\n").filter((name) => name.startsWith(`127.0.0.1:${registryPort}/`));
  const names = [...built, ...imported];
  if (names.length > 0) await tryRun("docker", ["image", "rm", "--force", ...names], { env });
}
