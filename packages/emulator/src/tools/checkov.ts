import { pythonTool } from "./python-tool";
import type { Surroundings } from "./surroundings";

/** A later version may find more; it is raised together with what it finds. */
const version = "3.3.30";

/** Makes checkov's own virtual environment, once, and returns its Python. */
export async function checkovPython(surroundings: Surroundings): Promise<string> {
  return pythonTool({ name: "checkov", version }, surroundings);
}
