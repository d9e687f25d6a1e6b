import { pythonTool } from "../tools/python-tool";
import type { Surroundings } from "../tools/surroundings";

/** The version that the patches beside this file were written for. */
const version = "5.2.1";

/** Makes moto's own virtual environment, once, and returns its Python. */
export async function motoPython(surroundings: Surroundings): Promise<string> {
  return pythonTool({ name: "moto", version, extra: "server" }, surroundings);
}
