import type { Readable } from "node:stream";

/**
 * Longer lines are written in parts, in bytes: Docker's log drivers split there too ("awslogs" sends 16 KB parts), and a
 * task that never writes a newline does not fill this process's memory.
 */
const longestLine = 16 * 1024;

/** Writes a stream line by line with a prefix, so that the output of many tasks stays readable. */
export function prefixLines(source: Readable, prefix: string, write: (text: string) => void): void {
  let rest = "";
  source.setEncoding("utf8");
  source.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n").flatMap(parts);
    rest = lines.pop() ?? "";
    // One write per chunk: under load a task writes hundreds of lines at once.
    if (lines.length > 0) write(lines.map((line) => `${prefix}${line}\n`).join(""));
  });
  source.on("end", () => {
    if (rest !== "") write(`${prefix}${rest}\n`);
  });
}

function parts(line: string): readonly string[] {
  if (line.length <= longestLine) return [line];
  const count = Math.ceil(line.length / longestLine);
  return Array.from({ length: count }, (_, part) => line.slice(part * longestLine, (part + 1) * longestLine));
}
