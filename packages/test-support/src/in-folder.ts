/** Does something as a command that is run in that folder would. */
export function inFolder(folder: string, action: () => void): void {
  const before = process.cwd();
  process.chdir(folder);
  try {
    action();
  } finally {
    process.chdir(before);
  }
}
