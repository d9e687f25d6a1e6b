/** What commander says of wrong flags, as one line: it puts what it suggests on another. */
function usageError(command: string, text: string): string {
  return `${command}: ${text.replace(/^error: /, "").replace(/\s*\n\s*(?=\S)/g, " ")}`;
}

/** For commander's `configureOutput`: what it says of wrong flags is one line that begins with the command. */
export function usageErrors(command: string) {
  return {
    outputError(text: string, write: (text: string) => void): void {
      write(usageError(command, text));
    },
  };
}
