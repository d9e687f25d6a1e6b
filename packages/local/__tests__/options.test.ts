import { readOptions } from "../src/options";

test("a state says which environment it is of: --environment beside it is refused", () => {
  const said: string[] = [];
  const write = jest.spyOn(process.stderr, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const exit = jest.spyOn(process, "exit").mockImplementation((code) => {
    throw new Error(`exit ${String(code)}`);
  });
  try {
    expect(() => readOptions(["--state", "states", "--environment", "dev"])).toThrow("exit 1");
    expect(said.join("")).toBe(
      "npm start: option '--state <place...>' cannot be used with option '--environment <name>'\n",
    );
  } finally {
    write.mockRestore();
    exit.mockRestore();
  }
  expect(readOptions(["--state", "states"])).toMatchObject({ state: ["states"] });
});
