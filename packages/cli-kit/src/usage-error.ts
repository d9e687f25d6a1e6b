/** Commander's message about wrong flags, as one line: commander puts its suggestion on a second line. */
function usageError(command: string, text: string): string {
  return `${command}: ${text.replace(/^error: /, "").replace(/\s*\n\s*(?=\S)/g, " ")}`;
}

/** For commander's `configureOutput`: its message about wrong flags is one line that begins with the command. */
export function usageErrors(command: string) {
  return {
    outputError(text: string, write: (text: string) => void): void {
      write(usageError(command, text));
    },
  };
}
