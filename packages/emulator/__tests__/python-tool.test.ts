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

const tool = { name: "moto", version: "5.2.1", extra: "server" };

test("a tool is installed once, with the extra that it is asked for", async () => {
  const caller = surroundings(temporaryFolder(), pythonOf("3.12.3"));
  const python = await pythonTool(tool, caller);
  expect(readFileSync(path.join(path.dirname(python), "installed"), "utf8")).toBe(
    "-m pip install --quiet moto[server]==5.2.1\n",
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
