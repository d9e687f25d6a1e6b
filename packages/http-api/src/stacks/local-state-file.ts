import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What a local state file belongs to. */
interface StateOwner {
  readonly application: string;
  readonly stack: string;
  readonly region: string;
}

/**
 * The file of a stack's local state. Its name has the application and the Region, so that a new name or another Region never
 * opens the state of an earlier deployment. A file that an earlier version named only after the stack stays in use, unless
 * its content belongs to another application or Region.
 *
 * @param folder folder of the files @default the working directory
 * @returns the file's name
 */
export function localStateFile({ application, stack, region }: StateOwner, folder = "."): string {
  const file = `terraform.${application}.${stack}.${region}.tfstate`;
  const earlier = `terraform.${stack}.tfstate`;
  return !existsSync(join(folder, file)) && belongsTo(join(folder, earlier), application, region) ? earlier : file;
}

function belongsTo(file: string, application: string, region: string): boolean {
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "utf8");
  const applications = matches(text, /"Application":\s*"([^"]*)"/g);
  const regions = matches(text, /"arn":\s*"arn:[^:]*:[^:]*:([a-z0-9-]+):/g).concat(
    matches(text, /"region":\s*"([a-z0-9-]+)"/g),
  );
  return says(applications, application) && says(regions, region);
}

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, value]) => value ?? []);
}

/** A state without this information, such as an empty one, belongs to any. */
function says(found: readonly string[], wanted: string): boolean {
  return found.length === 0 || found.includes(wanted);
}
