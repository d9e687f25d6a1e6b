/** `["a"]` or `[0]`; quotes in a key are escaped. */
export const INSTANCE_KEY = /\[(?:"(?:[^"\\]|\\.)*"|\d+)\]/;
const KEYS = new RegExp(INSTANCE_KEY.source, "g");
const MODULES = new RegExp(String.raw`module\.[\w-]+(${INSTANCE_KEY.source})?\.`, "gy");
const SEGMENT = String.raw`[^.[\]]+(?:${INSTANCE_KEY.source})?\.`;
const MODULE_PATH = new RegExp(String.raw`^(?:module\.${SEGMENT})*`);
const BEFORE_NAME = new RegExp(`^(?:${SEGMENT})*`);
const SEGMENTS = new RegExp(String.raw`([^.[\]]+)(${INSTANCE_KEY.source})?(?:\.|$)`, "gy");

/** `aws_subnet.private["a"]` → `aws_subnet.private`: the configuration has one entry for all instances. */
export function withoutInstanceKeys(address: string): string {
  return address.replace(KEYS, "");
}

/** `["a"]` and `[0]` of `module.b["a"].aws_subnet.c[0]`. */
export function instanceKeysOf(address: string): readonly string[] {
  return address.match(KEYS) ?? [];
}

/** The key of the resource itself: `[0]` of `module.b["a"].aws_subnet.c[0]`. */
export function ownKeyOf(address: string): string {
  const last = instanceKeysOf(address).at(-1) ?? "";
  return address.endsWith(last) ? last : "";
}

/** The keys of the modules around a resource, one per module, empty for a module without instances. */
export function moduleKeysOf(address: string): readonly string[] {
  return [...address.matchAll(MODULES)].map((match) => match[1] ?? "");
}

/** `module.b["a"].` of `module.b["a"].aws_subnet.c[0]`; empty in the root module. */
export function modulesOf(address: string): string {
  return MODULE_PATH.exec(address)?.[0] ?? "";
}

/** `c[0]` of `module.b["a"].aws_subnet.c[0]`. */
export function nameIn(address: string): string {
  return address.replace(BEFORE_NAME, "");
}

/** Whether an address is the written one, or an instance of it where that has no key. */
export function isInstanceOf(address: string, written: string): boolean {
  const [parts, expected] = [segmentsOf(address), segmentsOf(written)];
  return (
    parts.length === expected.length &&
    expected.every(([name, key], at) => parts[at]?.[0] === name && (key ?? parts[at]?.[1]) === parts[at]?.[1])
  );
}

function segmentsOf(address: string): readonly (readonly [string | undefined, string | undefined])[] {
  return [...address.matchAll(SEGMENTS)].map((match) => [match[1], match[2]]);
}
