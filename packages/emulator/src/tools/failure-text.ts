/** What a failed command says: its problems, and first of all that the disk is full where that is the cause. */
export function failureText(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (!/ENOSPC|no space left on device/i.test(text)) return text;
  return `the disk is full; free some space and run this again, or with --destroy to remove what it made\n${text}`;
}
