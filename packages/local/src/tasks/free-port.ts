import { createServer } from "node:net";

/**
 * Range of ports for tasks: below those that Linux (32768) and macOS (49152) use for outgoing connections, so that no
 * connection takes the port before the task starts.
 */
const first = 20_000;
const last = 29_999;

const taken = new Set<number>();

/** A port that nothing listens on, and that no other task of this run has. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = first + Math.floor(Math.random() * (last - first + 1));
    if (taken.has(port)) continue;
    taken.add(port);
    if (await isFree(port)) return port;
  }
}

/** Gives a port back after its task has ended. */
export function releasePort(port: number): void {
  taken.delete(port);
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen(port, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
