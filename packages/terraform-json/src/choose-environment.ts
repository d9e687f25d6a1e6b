import { UserError } from "@private-http-api/cli-kit";
import { environmentsIn } from "./synthesized";

/** The environment asked for; else `dev` where it is there, else the first one. */
export function chooseEnvironment(outdir: string, asked: string | undefined): string {
  const all = environmentsIn(outdir);
  const chosen = asked ?? (all.includes("dev") ? "dev" : all[0]);
  if (chosen === undefined) {
    throw new UserError(`${outdir} has no stack <environment>-http-api; \`npm run synth\` writes one an environment.`);
  }
  if (!all.includes(chosen)) {
    throw new UserError(
      `--environment ${chosen} is not in ${outdir}; there ${all.length === 1 ? "is" : "are"} ${all.join(", ")}.`,
    );
  }
  return chosen;
}
