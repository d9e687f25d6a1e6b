/** Go's names of the platforms that Node runs on, where they differ. */
const goArch: Readonly<Record<string, string>> = { x64: "amd64", ia32: "386" };
const goOs: Readonly<Record<string, string>> = { win32: "windows" };

/** This machine, as providers are named after it: `linux_amd64`. */
export const platform = `${goOs[process.platform] ?? process.platform}_${goArch[process.arch] ?? process.arch}`;
