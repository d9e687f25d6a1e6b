import type { ExchangeRecord } from "../gateway/exchange-record";

/** How many of the last requests are kept for the page. */
const kept = 50;

/** The last requests, newest first. */
export class RequestLog {
  private readonly records: ExchangeRecord[] = [];

  add(record: ExchangeRecord): void {
    this.records.push(record);
    if (this.records.length > kept * 2) this.records.splice(0, kept);
  }

  get latest(): readonly ExchangeRecord[] {
    return this.records.slice(-kept).reverse();
  }
}
