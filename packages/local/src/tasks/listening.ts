import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** Pause between two checks, in milliseconds; a Node process needs 100 to 300 until it listens. */
const pause = 20;

/** Resolves with true when something listens on the port of this machine, with false when `signal` ends the wait. */
export async function listening(port: number, signal: AbortSignal): Promise<boolean> {
  while (!signal.aborted) {
    if (await accepts(port)) return true;
    await sleep(pause);
  }
  return false;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    function end(result: boolean): void {
      socket.destroy();
      resolve(result);
    }
    socket.once("connect", () => {
      end(true);
    });
    socket.once("error", () => {
      end(false);
    });
  });
}
