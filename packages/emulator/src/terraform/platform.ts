/** Go's names of Node's platforms, where they differ. */
const goArch: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };
const goOs: Readonly<Record<string, string>> = { win32: "windows" };

/** This machine's platform in the names of providers: `linux_amd64`. */
export const platform = `${goOs[process.platform] ?? process.platform}_${goArch[process.arch] ?? process.arch}`;
