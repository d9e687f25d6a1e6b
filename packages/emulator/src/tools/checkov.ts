import { pythonTool } from "./python-tool";
import type { Surroundings } from "./surroundings";

/** Makes checkov's own virtual environment, once, and returns its Python. A later version may find more. */
export async function checkovPython(surroundings: Surroundings): Promise<string> {
  return pythonTool("checkov", surroundings);
}
