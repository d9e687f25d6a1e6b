import { spawn } from "node:child_process";
import { once } from "node:events";
import type { TerraformProject } from "./terraform-project";

/** Locks a stack's state as another run would, with a `terraform destroy` whose prompt is not answered. */
async function holdLock(project: TerraformProject, stack: string): Promise<{ release(): Promise<void> }> {
  const other = spawn("terraform", ["destroy", "-no-color"], { cwd: project.stackFolder(stack), env: project.env });
  const ended = once(other, "exit");
  let said = "";
  await new Promise<void>((resolve, reject) => {
    function listen(text: Buffer) {
      said += text.toString();
      if (said.includes("Enter a value")) resolve();
    }
    other.stdout.on("data", listen);
    other.stderr.on("data", listen);
    other.on("exit", () => {
      reject(new Error(said));
    });
  });
  return {
    release: async () => {
      other.stdin.end("no\n");
      await ended;
    },
  };
}

/** Calls a function while another run holds a stack's lock; releases the lock even if the function fails. */
export async function withLock<T>(project: TerraformProject, stack: string, body: () => Promise<T>): Promise<T> {
  const lock = await holdLock(project, stack);
  try {
    return await body();
  } finally {
    await lock.release();
  }
}
