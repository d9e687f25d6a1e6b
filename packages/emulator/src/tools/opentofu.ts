import { existsSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { run } from "@private-http-api/cli-kit";
import { cacheFolder } from "./cache-folder";
import { findCommand } from "./find-command";
import { makeOnce } from "./make-once";
import { withProgress } from "./progress";
import type { Surroundings } from "./surroundings";

/** The version that tests plan ejected projects with. */
const version = "1.10.6";

function cached(env: NodeJS.ProcessEnv): string {
  return path.join(cacheFolder(env), `opentofu-${version}`);
}

/** The program `tofu`: from the PATH, or built by `makeOpenTofu`; `undefined` if there is neither. */
export function findOpenTofu(env: NodeJS.ProcessEnv): string | undefined {
  const made = path.join(cached(env), "tofu");
  return findCommand("tofu", env) ?? (existsSync(made) ? made : undefined);
}

/** Builds OpenTofu from its source, once, because neither npm nor PyPI has it. Needs Go 1.24 or newer. */
export async function makeOpenTofu({ env, progress, signal }: Surroundings): Promise<string> {
  const folder = cached(env);
  await makeOnce(folder, (draft) =>
    withProgress(progress, `OpenTofu ${version}: building (5 to 15 minutes, once)`, async () => {
      const options = { env: { ...env, GOFLAGS: "", GOWORK: "off", CGO_ENABLED: "0" }, signal };
      await mkdir(draft);
      // Go applies the `replace` directives of a go.mod only when it builds in that folder.
      const source = path.join(draft, "source");
      const module = `github.com/opentofu/opentofu@v${version}`;
      const { Dir } = JSON.parse(await run("go", ["mod", "download", "-json", module], { ...options, cwd: draft })) as {
        readonly Dir: string;
      };
      await cp(Dir, source, { recursive: true });
      await run("chmod", ["-R", "u+w", source], options);
      const output = path.join(draft, "tofu");
      await run("go", ["build", "-trimpath", "-buildvcs=false", "-o", output, "./cmd/tofu"], {
        ...options,
        cwd: source,
      });
      await rm(source, { recursive: true });
    }),
  );
  return path.join(folder, "tofu");
}
