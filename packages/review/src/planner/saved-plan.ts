import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { readPlan, type ReadPlan } from "@private-http-api/terraform-json";
import { ReviewError } from "../errors";

/** Bytes of JSON that a plan may have. */
const MOST = 1024 ** 3;

/**
 * Reads a file of `terraform plan -out`. Only Terraform can, and only with the providers that made it: in the folder of
 * the plan, or the current one, whichever `terraform init` prepared.
 */
export function readSavedPlan(file: string): ReadPlan {
  const how =
    "run this in the folder that it was made in, or write it with `terraform show -json <planfile> > plan.json`";
  const folder = [path.dirname(path.resolve(file)), process.cwd()].find((place) =>
    existsSync(path.join(place, ".terraform")),
  );
  if (folder === undefined) {
    throw new ReviewError(`${file}: is a saved plan, and no initialized Terraform folder is here to show it; ${how}`);
  }
  const shown = spawnSync("terraform", ["show", "-json", "-no-color", path.resolve(file)], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: MOST,
    env: { ...process.env, CHECKPOINT_DISABLE: "1" },
  });
  if (shown.error !== undefined || shown.status !== 0) {
    const said = shown.error?.message ?? shown.stderr;
    const reason = said.replace(/[│╷╵\s]+/g, " ").trim();
    throw new ReviewError(`${file}: is a saved plan that terraform cannot show (${reason}); ${how}`);
  }
  return readPlan(shown.stdout, file);
}
