import { writeFileSync } from "node:fs";
import path from "node:path";
import { type JsonObject, objectOf, type StackFile, textOf } from "@private-http-api/terraform-json";

/**
 * Moves local state, and the references to it, to a folder of the emulator. This is the only change to the synthesized
 * JSON: the state files of a real deployment are in the project and must not be modified.
 */
export function moveLocalState(stacks: readonly StackFile[], folder: string): void {
  for (const stack of stacks) {
    const json = movedState(stack.json, folder);
    if (json !== stack.json) writeFileSync(stack.file, JSON.stringify(json, null, 2));
  }
}

/** The stack with its local states in the folder; the same object if it has none. */
function movedState(json: JsonObject, folder: string): JsonObject {
  function moved(settings: JsonObject): JsonObject {
    const file = textOf(settings["path"]);
    return file === undefined ? settings : { ...settings, path: path.join(folder, path.basename(file)) };
  }
  const terraform = objectOf(json["terraform"]);
  const backend = objectOf(terraform["backend"]);
  const data = objectOf(json["data"]);
  const states = Object.entries(objectOf(data["terraform_remote_state"]));
  const isLocal = states.some(([, state]) => objectOf(state)["backend"] === "local");
  if (!("local" in backend) && !isLocal) return json;
  const readers = states.map(([name, state]) => {
    const { config, ...rest } = objectOf(state);
    return [
      name,
      { ...rest, config: rest["backend"] === "local" ? moved(objectOf(config)) : (config ?? null) },
    ] as const;
  });
  return {
    ...json,
    ...("local" in backend && {
      terraform: { ...terraform, backend: { ...backend, local: moved(objectOf(backend["local"])) } },
    }),
    ...(isLocal && { data: { ...data, terraform_remote_state: Object.fromEntries(readers) } }),
  };
}
