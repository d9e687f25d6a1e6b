import { readFlags } from "../src/deploy-local/flags";

/** What it says of a command line that it refuses. */
function refusal(...argv: string[]): string {
  const said: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const exit = jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${code ?? ""}`);
  });
  try {
    expect(() => readFlags(argv)).toThrow("exit 1");
    return said.join("");
  } finally {
    write.mockRestore();
    exit.mockRestore();
  }
}

test("dev is deployed, and not served, where nothing is said", () => {
  expect(readFlags([])).toEqual({
    ...{ environment: "dev", destroy: false, serve: false, lenient: false },
    ...{ port: 8080, pagePort: 8081 },
  });
});

test("--serve takes the ports of npm start", () => {
  expect(readFlags(["--serve", "--port", "9000", "--page-port", "9001", "--environment", "prod"])).toEqual({
    ...{ environment: "prod", destroy: false, serve: true, lenient: false },
    ...{ port: 9000, pagePort: 9001 },
  });
});

test.each([
  [["--port", "9000"], "error: --port has an effect only with --serve; add --serve or remove --port\n"],
  [["--page-port", "9000"], "error: --page-port has an effect only with --serve; add --serve or remove --page-port\n"],
  [["--destroy", "--serve"], "error: option '--destroy' cannot be used with option '--serve'\n"],
  [
    ["--serve", "--port", "http"],
    "error: option '--port <port>' argument 'http' is invalid. It must be a port from 1 to 65535.\n",
  ],
  [
    ["--environment", "../x"],
    "error: option '--environment <name>' argument '../x' is invalid. Give the name of an environment of the config: letters, digits, _ and -.\n",
  ],
])("%j is refused in one line", (argv, line) => {
  expect(refusal(...argv)).toBe(line);
});
