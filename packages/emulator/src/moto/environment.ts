import { pythonTool } from "../tools/python-tool";
import type { Surroundings } from "../tools/surroundings";

/** Creates moto's virtual environment, once, and returns its Python. The patches beside this file depend on its version. */
export async function motoPython(surroundings: Surroundings): Promise<string> {
  return pythonTool("moto", surroundings);
}
