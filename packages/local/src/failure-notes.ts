import type { ExchangeRecord } from "./gateway/exchange-record";

/** Failures of one kind within this time after a reported one are only counted, in milliseconds. */
const quiet = 5_000;

/** Most kinds that are remembered; clients choose paths, and so kinds. */
const kinds = 100;

/** Malformed requests, which a client's author wants to know about: Host, Expect, size of the headers. */
const malformed: readonly number[] = [400, 408, 417, 431];

/**
 * Explains each failure or malformed request that was not answered by a task, and each answer that broke off, without
 * flooding the console.
 */
export class FailureNotes {
  private readonly kinds = new Map<string, { until: number; more: number }>();

  /** @param note gets each line */
  constructor(private readonly note: (line: string) => void) {}

  add({ status, reason, error, method, path, startedAt }: ExchangeRecord): void {
    if (reason === undefined || status === undefined) return;
    const brokeOff = status < 400 && error !== undefined;
    if (status < 500 && !brokeOff && !malformed.includes(status)) return;
    // Tasks of one service fail for the same reason.
    const kind = reason.replace(/\/\d+/g, "");
    const known = this.kinds.get(kind);
    if (known !== undefined && startedAt < known.until) {
      known.more += 1;
      return;
    }
    const more = known === undefined || known.more === 0 ? "" : ` (and ${known.more} more like the one before)`;
    if (this.kinds.size >= kinds) this.kinds.clear();
    this.kinds.set(kind, { until: startedAt + quiet, more: 0 });
    this.note(`${method} ${path}: ${reason}${more}.`);
  }
}
