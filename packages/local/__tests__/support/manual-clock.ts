import type { Clock } from "../../src/gateway/clock";
import type { Timers } from "../../src/balancer/timers";

/** A clock that a test moves on. */
export class ManualClock implements Timers, Clock {
  private time = 0;
  private waiting: { at: number; task: () => void }[] = [];

  now(): number {
    return this.time;
  }

  after(milliseconds: number, task: () => void): () => void {
    const entry = { at: this.time + milliseconds, task };
    this.waiting.push(entry);
    return () => {
      this.waiting = this.waiting.filter((other) => other !== entry);
    };
  }

  /** Lets time pass, and what it starts run to its end. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.time + milliseconds;
    for (;;) {
      const next = this.waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.time = next.at;
      this.waiting = this.waiting.filter((other) => other !== next);
      next.task();
      await settled();
    }
    this.time = until;
  }
}

/** Lets everything that is already decided happen. */
export async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
