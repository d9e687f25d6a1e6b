import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { EcsService } from "@private-http-api/topology";
import { container } from "./containers";
import { temporaryFolder } from "@private-http-api/test-support";

/** A small server: answers its pid, and ends on SIGTERM after the drain time, in milliseconds. */
export function server(drain = 0): string {
  return `
  const server = require("node:http").createServer((request, response) => response.end(String(process.pid)));
  server.listen(Number(process.env.PORT), process.env.HOST, () => console.log("listening"));
  process.on("SIGTERM", () => setTimeout(() => process.exit(0), ${drain}));
`;
}

/** A service whose one container runs this program; `project` is the folder that its build context is relative to. */
export function programService(
  program: string,
  changes: {
    readonly desiredCount?: number;
    readonly healthCheckGracePeriodSeconds?: number;
    readonly zones?: readonly string[];
    readonly secrets?: readonly string[];
    readonly environment?: Record<string, string>;
  } = {},
): { readonly project: string; readonly service: EcsService } {
  const folder = temporaryFolder();
  writeFileSync(join(folder, "program.js"), program);
  writeFileSync(join(folder, "package.json"), JSON.stringify({ scripts: { start: "node program.js" } }));
  const web = container({
    buildContext: basename(folder),
    secrets: changes.secrets ?? [],
    environment: { PORT: "8080", ...changes.environment },
  });
  const task = { address: "task", family: "web", cpu: 256, memoryMiB: 512, containers: [web] };
  const { zones = [], desiredCount = 1, healthCheckGracePeriodSeconds = 0 } = changes;
  const service = {
    address: "service",
    name: "web",
    cluster: "shop",
    zones,
    desiredCount,
    healthCheckGracePeriodSeconds,
    task,
  };
  return { project: dirname(folder), service };
}

/** Waits until something holds; fails the test when it does not in time. */
export async function eventually(holds: () => boolean | Promise<boolean>, milliseconds = 15_000): Promise<void> {
  const until = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > until) throw new Error("it did not come about in time");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Whether a process runs; one that has ended and waits for its parent to notice does not. */
export function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
}
