import type { Readable } from "node:stream";

/** Writes a stream line by line with a prefix, so that the output of many tasks stays readable. */
export function prefixLines(source: Readable, prefix: string, write: (text: string) => void): void {
  let rest = "";
  source.setEncoding("utf8");
  source.on("data", (chunk: string) => {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    // One write a chunk: under load a task writes hundreds of lines at once.
    if (lines.length > 0) write(lines.map((line) => `${prefix}${line}\n`).join(""));
  });
  source.on("end", () => {
    if (rest !== "") write(`${prefix}${rest}\n`);
  });
}
