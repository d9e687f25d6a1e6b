import { UserError } from "@private-http-api/cli-kit";
import { environmentsIn } from "./synthesized";

/** The requested environment; else `dev` if it exists, else the first one. */
export function chooseEnvironment(outdir: string, asked: string | undefined): string {
  const all = environmentsIn(outdir);
  const chosen = asked ?? (all.includes("dev") ? "dev" : all[0]);
  if (chosen === undefined) {
    throw new UserError(`${outdir} has no stack <environment>-http-api; \`npm run synth\` writes one per environment.`);
  }
  if (!all.includes(chosen)) {
    throw new UserError(`--environment ${chosen} is not in ${outdir}; it has ${all.join(", ")}.`);
  }
  return chosen;
}
