import { ConfigError } from "../config/config-error";

/** The package that is installed under the name that the sources import: its own name shows whether that is an alias. */
export interface Installed {
  readonly name: string;
  readonly version: string;
}

/**
 * Refuses a combination that does not work: the library of one project with the bindings of the other, cdktf or cdktn. CDKTF
 * itself would fail later, with a stack trace about missing methods.
 *
 * @throws ConfigError with what is installed and what to do
 */
export function checkToolchain(
  library: Installed = installed("cdktf"),
  bindings: Installed = installed("@cdktf/provider-aws"),
): void {
  function isContinuation(name: string) {
    return name === "cdktn" || name.startsWith("@cdktn/");
  }
  if (isContinuation(library.name) === isContinuation(bindings.name)) return;
  const message = `cdktf is ${library.name} ${library.version}, and @cdktf/provider-aws is ${bindings.name} ${bindings.version}; install both from cdktf or both from cdktn (docs/leaving-cdktf.md)`;
  throw new ConfigError("package.json", [{ path: [], message }]);
}

function installed(name: string): Installed {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- read at run time, and not part of a bundle
  return require(`${name}/package.json`) as Installed;
}
