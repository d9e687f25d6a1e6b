/** Calls a function with that folder as working directory. */
export function inFolder(folder: string, action: () => void): void {
  const before = process.cwd();
  process.chdir(folder);
  try {
    action();
  } finally {
    process.chdir(before);
  }
}
