/** What commander says of wrong flags, as one line: it puts what it suggests on another. */
export function usageError(command: string, text: string): string {
  return `${command}: ${text.replace(/^error: /, "").replace(/\s*\n\s*(?=\S)/g, " ")}`;
}
