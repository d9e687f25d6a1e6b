import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import { cacheFolder } from "../tools/cache-folder";
import { makeOnce } from "../tools/make-once";
import { withProgress } from "../tools/progress";
import type { Surroundings } from "../tools/surroundings";
import { providersIn, type ProviderMirror } from "./mirror";
import { platform } from "./platform";

/** The only version in the Go module proxy: 4.6.0 and a few commits. */
const moduleVersion = "v0.0.0-20260916201441-96d331c98ff4";
const providerVersion = "4.6.0";
export const dockerProvider = "registry.terraform.io/kreuzwerker/docker";

/** The path in the module's go.mod, which differs from the one it is published under. */
const declaredPath = "github.com/terraform-providers/terraform-provider-docker";
const publishedPath = "github.com/kreuzwerker/terraform-provider-docker";

const goMod = `module build.invalid/docker-provider

go 1.25

require ${declaredPath} v0.0.0

replace ${declaredPath} => ${publishedPath} ${moduleVersion}
`;

/**
 * A mirror with the docker provider, built from its source once. Needed only on machines whose Terraform gets providers
 * from a mirror instead of downloading them.
 */
export async function dockerProviderMirror({ env, progress, signal }: Surroundings): Promise<ProviderMirror> {
  const folder = path.join(cacheFolder(env), "terraform-providers");
  await makeOnce(path.join(folder, dockerProvider, providerVersion, platform), (draft) =>
    withProgress(progress, `docker provider ${providerVersion}: building (about 5 minutes, once)`, async () => {
      await mkdir(draft);
      await writeFile(path.join(draft, "go.mod"), goMod);
      const binary = `terraform-provider-docker_v${providerVersion}`;
      await run("go", ["build", "-mod=mod", "-trimpath", "-buildvcs=false", "-o", binary, declaredPath], {
        cwd: draft,
        env: { ...env, GOFLAGS: "", GOWORK: "off" },
        signal,
      });
      for (const leftover of ["go.mod", "go.sum"]) await rm(path.join(draft, leftover));
    }),
  );
  return { folder, providers: providersIn(folder) };
}
