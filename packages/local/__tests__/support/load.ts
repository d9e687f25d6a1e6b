import { Agent, get } from "node:http";

/** A time within which a task that got SIGTERM answers new requests, in milliseconds: half of the shortest default of `drainSeconds`. */
export const WITHIN_DRAIN = 2_500;

export interface LoadResult {
  /** How many answers had each status, and how many requests failed with each code. */
  readonly answers: Readonly<Record<string, number>>;
}

export interface LoadProps {
  readonly url: string;
  readonly requests: number;
  readonly inFlight: number;
  /** Called once, when so many requests were sent; no more are sent when the milliseconds after that are over. */
  readonly at?: { readonly sent: number; readonly call: () => void; readonly milliseconds: number };
}

/** Sends GET requests over kept connections, always as many in flight. */
export async function load({ url, requests, inFlight, at }: LoadProps): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const answers: Record<string, number> = {};
  let sent = 0;
  let until = Infinity;
  function one(): Promise<string> {
    return new Promise((resolve) => {
      get(url, { agent }, (response) => {
        response.resume();
        response.once("close", () => {
          resolve(response.complete ? String(response.statusCode) : "broken off");
        });
      }).once("error", (error: NodeJS.ErrnoException) => {
        resolve(error.code ?? error.message);
      });
    });
  }
  async function worker(): Promise<void> {
    while (sent < requests && Date.now() < until) {
      sent += 1;
      if (sent === at?.sent) {
        at.call();
        until = Date.now() + at.milliseconds;
      }
      const answer = await one();
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
  }
  await Promise.all(Array.from({ length: inFlight }, worker));
  agent.destroy();
  return { answers };
}
