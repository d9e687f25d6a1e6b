import { PassThrough } from "node:stream";
import { Console } from "../src/console";

function consoleOn(terminal: boolean) {
  // A pipe does not say that it is none.
  const out = Object.assign(new PassThrough(), terminal ? { isTTY: true } : {});
  function said(): string {
    return String(out.read() ?? "");
  }
  return { console: new Console(out), said };
}

test("on a terminal the prefix has its service's colour, the line its own", () => {
  const { console, said } = consoleOn(true);
  console.writerFor("carts")("carts/1 | a | b\ncarts/2 | c\n");
  console.writerFor("stock")("stock/1 | d\n");
  const [first = "", second = "", third = ""] = said().split("\n");
  expect(first).toMatch(/^\u001b\[\d+mcarts\/1 \|\u001b\[39m a \| b$/);
  function colour(line: string) {
    return /^\u001b\[\d+m/.exec(line)?.[0];
  }
  expect(colour(second)).toBe(colour(first));
  expect(colour(third)).not.toBe(colour(first));
});

test("elsewhere nothing is coloured", () => {
  const { console, said } = consoleOn(false);
  console.writerFor("carts")("carts/1 | a\n");
  console.note("up");
  console.access("{}");
  expect(said()).toBe("carts/1 | a\nlocal | up\naccess | {}\n");
});
