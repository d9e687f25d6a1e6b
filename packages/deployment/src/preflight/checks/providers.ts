import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { outdirIn } from "@private-http-api/cli-kit";
import { compareVersions, lockFile } from "@private-http-api/http-api";
import { fail, type Finding, ok } from "../finding";
import { type Check, COMPONENTS } from "../target";

/** The part of a synthesized stack that says which providers it takes. */
interface Requirements {
  readonly terraform?: {
    readonly required_providers?: Readonly<Record<string, { readonly source: string; readonly version?: string }>>;
  };
}

/** Whether the providers that the stacks are locked to are in the ranges that they ask for; what is not locked has none. */
export const providers: Check = {
  what: "providers",
  run: ({ environment, project, env }) => {
    const outdir = outdirIn(project, env);
    const findings = COMPONENTS.flatMap((component) =>
      ofStack(
        project,
        path.join(outdir, "stacks", `${environment.name}-${component}`),
        lockFile(path.join(project, "locks"), component),
      ),
    );
    return Promise.resolve(findings);
  },
};

function ofStack(project: string, folder: string, committed: string): readonly Finding[] {
  const synthesized = path.join(folder, "cdk.tf.json");
  if (!existsSync(synthesized)) return [];
  const { terraform } = JSON.parse(readFileSync(synthesized, "utf8")) as Requirements;
  const isCommitted = existsSync(committed);
  const lock = isCommitted ? committed : path.join(folder, ".terraform.lock.hcl");
  const locked = existsSync(lock) ? lockedVersions(readFileSync(lock, "utf8")) : new Map<string, string>();
  return Object.values(terraform?.required_providers ?? {}).flatMap(({ source, version: range = "" }) => {
    const version = locked.get(source);
    if (version === undefined) return [];
    const what = `provider ${source} of ${path.basename(folder)}`;
    if (isWithin(version, range)) return [ok(what, version)];
    const remedy = isCommitted
      ? "lock it again: npm run lock, and commit locks"
      : `take a newer one: terraform init -upgrade in ${path.relative(project, folder)}`;
    return [fail(what, `is locked to ${version}, and the stack asks for ${range}; ${remedy}`)];
  });
}

/** Versions in a lock file, by the provider's name without its registry's host. */
function lockedVersions(text: string): ReadonlyMap<string, string> {
  const blocks = text.matchAll(/^provider "[^"/]+\/([^"]+)" \{\n(?:.*\n)*? *version *= *"([^"]+)"/gm);
  return new Map([...blocks].map(([, source = "", version = ""]) => [source, version]));
}

/** Whether a version meets every clause of a range like `>= 5.100.0, < 7.0.0`; one that cannot be read is met. */
function isWithin(version: string, range: string): boolean {
  return range.split(",").every((clause) => {
    const [, operator = "", bound = ""] = /^\s*(>=|<=|<|>|=)?\s*([\d.]+)\s*$/.exec(clause) ?? [];
    if (bound === "") return true;
    const difference = compareVersions(version, bound);
    if (operator === ">=") return difference >= 0;
    if (operator === "<=") return difference <= 0;
    if (operator === "<") return difference < 0;
    if (operator === ">") return difference > 0;
    return difference === 0;
  });
}
