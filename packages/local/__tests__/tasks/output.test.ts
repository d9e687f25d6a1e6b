import { PassThrough } from "node:stream";
import { prefixLines } from "../../src/tasks/output";

function written(chunks: readonly string[]): Promise<string> {
  const source = new PassThrough();
  let text = "";
  prefixLines(source, "web/1 | ", (more) => (text += more));
  for (const chunk of chunks) source.write(chunk);
  source.end();
  return new Promise((resolve) =>
    source.on("end", () =>
      setImmediate(() => {
        resolve(text);
      }),
    ),
  );
}

test("lines have the prefix, however they come", async () => {
  expect(await written(["one\ntw", "o\nthree"])).toBe("web/1 | one\nweb/1 | two\nweb/1 | three\n");
});

test("what has no newline is written in parts, and does not gather", async () => {
  const text = await written(Array.from({ length: 100 }, () => "y".repeat(10_000)));
  const lines = text.trimEnd().split("\n");
  expect(lines.every((line) => line.length <= 16 * 1024 + "web/1 | ".length)).toBe(true);
  expect(text.replaceAll(/web\/1 \| |\n/g, "")).toHaveLength(1_000_000);
});
