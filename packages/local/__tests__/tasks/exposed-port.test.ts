import { isExposed } from "../../src/tasks/exposed-port";

const header = "  sl  local_address rem_address   st tx_queue rx_queue\n";
/** Port 8080 in hexadecimal: 1F90. */
function tables(tcp: string, tcp6 = "") {
  return (file: string) => header + (file.endsWith("6") ? tcp6 : tcp);
}

test.each([
  ["every IPv4 interface", tables("   0: 00000000:1F90 00000000:0000 0A\n"), true],
  ["every interface", tables("", `   0: ${"0".repeat(32)}:1F90 ${"0".repeat(32)}:0000 0A\n`), true],
  ["127.0.0.1", tables("   0: 0100007F:1F90 00000000:0000 0A\n"), false],
  ["another port", tables("   0: 00000000:1F91 00000000:0000 0A\n"), false],
  ["a connection", tables("   0: 00000000:1F90 00000000:0000 01\n"), false],
])("listens on %s", (_what, read, expected) => {
  expect(isExposed(8080, read)).toBe(expected);
});

test("where there is no /proc nothing is said", () => {
  function read(): never {
    throw new Error("ENOENT");
  }
  expect(isExposed(8080, read)).toBe(false);
});
