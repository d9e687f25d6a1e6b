import { textOf, type Json } from "@private-http-api/terraform-json";

/** Folders or prefixes after a change that lie in none of those before: a parent shows all that is beside them. */
export function widerFolders(before: readonly Json[], after: readonly Json[]): readonly string[] {
  const earlier = before.flatMap((value) => textOf(value) ?? []);
  // Without a folder it is the root.
  const later = after.length === 0 ? ["/"] : after.flatMap((value) => textOf(value) ?? []);
  if (earlier.length === 0) return [];
  return later.filter((folder) => !earlier.some((parent) => isInside(folder, parent)));
}

function isInside(folder: string, parent: string): boolean {
  const [child, root] = [partsOf(folder), partsOf(parent)];
  return root.every((part, at) => child[at] === part);
}

/** `/b/u/` and `b/u/*` are the same folder. */
function partsOf(folder: string): readonly string[] {
  return folder.split("/").filter((part) => part !== "" && part !== "*");
}
