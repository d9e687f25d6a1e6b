import { pythonTool } from "../tools/python-tool";
import type { Surroundings } from "../tools/surroundings";

/** Makes moto's own virtual environment, once, and returns its Python. The patches beside this file are for its version. */
export async function motoPython(surroundings: Surroundings): Promise<string> {
  return pythonTool("moto", surroundings);
}
