import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";

export interface Step {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
  readonly run?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly environment?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
}

/** Folder of the workflows. */
export const folder = resolve(__dirname, "../../../../.github/workflows");
export const workflows = readdirSync(folder).map((file) => {
  const text = readFileSync(join(folder, file), "utf8");
  return { file, text, ...(parse(text) as { readonly jobs: Readonly<Record<string, Job>> }) };
});
/** Steps of every job, with the job. */
export const steps = workflows.flatMap(({ file, jobs }) =>
  Object.entries(jobs).flatMap(([job, { steps: own = [] }]) => own.map((step) => ({ where: `${file} ${job}`, step }))),
);

export function jobOf(file: string, name: string): Job {
  const job = workflows.find((workflow) => workflow.file === file)?.jobs[name];
  if (job === undefined) throw new Error(`${file} has no job ${name}`);
  return job;
}
