import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const packages = join(__dirname, "../../../../packages");

test.each(readdirSync(packages))("%s: its exports are files, and its README says what it is", (name) => {
  const { exports } = JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")) as {
    readonly exports?: Readonly<Record<string, string>>;
  };
  const doors = Object.values(exports ?? {});
  expect(doors.filter((door) => !existsSync(join(packages, name, door)))).toEqual([]);
  const [title, , first = ""] = readFileSync(join(packages, name, "README.md"), "utf8").split("\n");
  expect(title).toBe(`# @private-http-api/${name}`);
  expect(first).not.toBe("");
});
