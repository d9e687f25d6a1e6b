import { isObject } from "../../src/config/merge";
import { formatPath, formatProblem, type Problem } from "../../src/config/problem";
import { resolveConfig } from "../../src/config/resolve-config";

/** What is wrong with a config, one line per problem; each at a key that the config has, or lacks in a section that it has. */
export function problemLines(raw: unknown): string[] {
  const { problems } = resolveConfig(raw);
  expect(problems.filter((each) => !isInside(raw, each)).map(({ path }) => formatPath(path))).toEqual([]);
  return problems.map(formatProblem);
}

function isInside(raw: unknown, { path }: Problem): boolean {
  let value = raw;
  for (const key of path.slice(0, -1)) {
    if (!(isObject(value) || Array.isArray(value)) || !Object.hasOwn(value, key)) return false;
    value = (value as Readonly<Record<PropertyKey, unknown>>)[key];
  }
  return path.length === 0 || isObject(value) || Array.isArray(value);
}
