import { pageRows } from "./lifecycle/page";
import { SETTINGS } from "./lifecycle/settings";

test("docs/lifecycle.md has a row for every setting that is planned", () => {
  const names = SETTINGS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(pageRows().map(([setting]) => setting)).toEqual(names);
});
