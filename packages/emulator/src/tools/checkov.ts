import { pythonTool } from "./python-tool";
import type { Surroundings } from "./surroundings";

/** Creates checkov's virtual environment, once, and returns its Python. Its version is pinned: others find other problems. */
export async function checkovPython(surroundings: Surroundings): Promise<string> {
  return pythonTool("checkov", surroundings);
}
