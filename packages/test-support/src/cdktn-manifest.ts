/** Packages of CDKTF's successor, installed under the names that the sources import. */
const ALIASES: Readonly<Record<string, string>> = {
  cdktf: "npm:cdktn@0.24.0",
  "@cdktf/provider-aws": "npm:@cdktn/provider-aws@25.7.0",
};

type Dependencies = Readonly<Record<string, string>>;

/** The parts of a package.json that change for cdktn. */
export interface Manifest {
  readonly dependencies?: Dependencies;
  readonly devDependencies?: Dependencies;
  readonly optionalDependencies?: Dependencies;
  readonly peerDependencies?: Dependencies;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/**
 * A package.json that installs cdktn instead of CDKTF, as in docs/leaving-cdktf.md.
 *
 * - The library and the AWS bindings become aliases; peer dependencies accept any version.
 * - The CLI is removed; `npx cdktn-cli` replaces it.
 * - The docker bindings, which have no successor in the npm registry, accept the alias as their peer.
 */
export function cdktnManifest<T extends Manifest>(manifest: T): T {
  const installs = manifest.devDependencies?.["cdktf"] !== undefined;
  return {
    ...manifest,
    ...mapped("dependencies", manifest.dependencies, aliased),
    ...mapped("devDependencies", manifest.devDependencies, aliased),
    ...mapped("optionalDependencies", manifest.optionalDependencies, aliased),
    ...mapped("peerDependencies", manifest.peerDependencies, anyVersion),
    ...(installs ? { overrides: { ...manifest.overrides, "@cdktf/provider-docker": { cdktf: "$cdktf" } } } : {}),
  };
}

function mapped(key: string, dependencies: Dependencies | undefined, map: (all: Dependencies) => Dependencies) {
  return dependencies === undefined ? {} : { [key]: map(dependencies) };
}

function aliased(dependencies: Dependencies): Dependencies {
  const kept = Object.entries(dependencies).filter(([name]) => name !== "cdktf-cli");
  return Object.fromEntries(kept.map(([name, version]) => [name, ALIASES[name] ?? version]));
}

function anyVersion(dependencies: Dependencies): Dependencies {
  return Object.fromEntries(
    Object.entries(dependencies).map(([name, version]) => [name, /^@?cdktf/.test(name) ? "*" : version]),
  );
}
