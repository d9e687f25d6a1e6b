import type { ExchangeRecord } from "../gateway/exchange-record";
import type { ExchangeTrace } from "../gateway/exchange-trace";

/** How many of the last requests are kept, and how many failures in addition: under load those would soon be gone. */
const kept = { latest: 100, failures: 100 } as const;

/** A request that has ended. */
export interface LoggedRequest {
  /** Counts up by one with each request of a run. */
  readonly number: number;
  readonly record: ExchangeRecord;
  readonly trace: ExchangeTrace;
}

/** The last requests and the last failures, newest first. Its memory is bounded: traces keep the beginning of a body only. */
export class RequestLog {
  private readonly ended: LoggedRequest[] = [];
  private readonly failed: LoggedRequest[] = [];
  private count = 0;

  add(record: ExchangeRecord, trace: ExchangeTrace): void {
    this.count += 1;
    const request = { number: this.count, record, trace };
    push(this.ended, request, kept.latest);
    if (record.status === undefined || record.status >= 500) push(this.failed, request, kept.failures);
  }

  /** Number of the newest request; 0 before the first. */
  get newest(): number {
    return this.count;
  }

  get requests(): readonly LoggedRequest[] {
    const latest = this.ended.slice(-kept.latest);
    const first = latest[0]?.number ?? 0;
    const earlier = this.failed.slice(-kept.failures).filter(({ number }) => number < first);
    return [...earlier, ...latest].reverse();
  }

  /** The newest requests after a number, as far as they are kept. */
  after(number: number): readonly LoggedRequest[] {
    return number === this.count ? [] : this.requests.filter((request) => request.number > number);
  }

  find(requestId: string): LoggedRequest | undefined {
    return this.requests.find(({ record }) => record.requestId === requestId);
  }
}

/** Shortens the list only when it is twice its length: a shift at every request would move all of it. */
function push(list: LoggedRequest[], request: LoggedRequest, length: number): void {
  list.push(request);
  if (list.length > length * 2) list.splice(0, length);
}
