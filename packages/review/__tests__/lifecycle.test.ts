import { pageRows } from "./lifecycle/page";
import { SAMPLES } from "./lifecycle/samples";

test("docs/lifecycle.md has a row for every setting that is planned", () => {
  const names = SAMPLES.flatMap(({ settings }) => settings.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
  expect(pageRows().map(([setting]) => setting)).toEqual(names);
});
