import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pythonTool } from "../src/tools/python-tool";
import { temporaryFolder } from "@private-http-api/test-support";

/** A Python of this version, whose virtual environments write down what is installed into them. */
function pythonOf(version: string): string {
  const folder = temporaryFolder();
  const program = `#!/bin/sh
case "$2" in
  venv) mkdir -p "$3/bin"; printf '#!/bin/sh\\necho "$@" > "$(dirname "$0")/installed"\\n' > "$3/bin/python"; chmod +x "$3/bin/python" ;;
  *) echo ${version} ;;
esac
`;
  writeFileSync(path.join(folder, "python3"), program);
  chmodSync(path.join(folder, "python3"), 0o755);
  return folder;
}

function surroundings(cache: string, python: string) {
  const said: string[] = [];
  const env = { XDG_CACHE_HOME: cache, PATH: `${python}:/usr/bin:/bin` };
  return { said, env, progress: (line: string) => said.push(line) };
}

const tool = "moto";

test("a tool is installed once, by version and hash, with all that it needs", async () => {
  const caller = surroundings(temporaryFolder(), pythonOf("3.12.3"));
  const python = await pythonTool(tool, caller);
  expect(readFileSync(path.join(path.dirname(python), "installed"), "utf8")).toMatch(
    /^-m pip install --quiet --require-hashes --requirement \S+\/requirements\/moto\.txt\n$/,
  );
  const { length } = caller.said;
  expect(await pythonTool(tool, caller)).toBe(python);
  expect(caller.said).toHaveLength(length);
});

test("another Python gets an installation of its own, and leaves that of the first", async () => {
  const cache = temporaryFolder();
  const first = await pythonTool(tool, surroundings(cache, pythonOf("3.12.3")));
  const second = await pythonTool(tool, surroundings(cache, pythonOf("3.12.4")));
  expect(second).not.toBe(first);
  expect(readFileSync(first, "utf8")).toContain("installed");
});

test.each(["moto", "checkov", "zizmor"])("%s is pinned as it is asked for, and every package of it by hash", (name) => {
  const folder = path.join(__dirname, "../requirements");
  const asked = readFileSync(path.join(folder, `${name}.in`), "utf8")
    .trim()
    .replace(/\[\w+\]/, "");
  const pinned = readFileSync(path.join(folder, `${name}.txt`), "utf8");
  const packages = pinned
    .replaceAll("\\\n", "")
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  expect(packages.some((line) => line.startsWith(`${asked} `))).toBe(true);
  expect(packages.filter((line) => !/--hash=sha256:[0-9a-f]{64}/.test(line))).toEqual([]);
});
