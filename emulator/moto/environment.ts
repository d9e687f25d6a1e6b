import path from "node:path";
import { cacheFolder } from "../tools/cache-folder";
import { makeOnce } from "../tools/make-once";
import { withProgress, type Progress } from "../tools/progress";
import { run } from "../process/run";

/** The version that the patches beside this file were written for. */
const motoVersion = "5.2.1";

/** Makes moto's own virtual environment, once, and returns its Python. */
export async function motoPython(env: NodeJS.ProcessEnv, progress: Progress): Promise<string> {
  const folder = await makeOnce(path.join(cacheFolder(env), `moto-${motoVersion}`), (draft) =>
    withProgress(progress, `moto ${motoVersion}: installing (about a minute, once)`, async () => {
      await run("python3", ["-m", "venv", draft], { env });
      const python = path.join(draft, "bin", "python");
      await run(python, ["-m", "pip", "install", "--quiet", `moto[server]==${motoVersion}`], { env });
    }),
  );
  return path.join(folder, "bin", "python");
}
