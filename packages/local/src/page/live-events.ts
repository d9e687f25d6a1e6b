import type { ServerResponse } from "node:http";
import { type LiveParts, liveParts, routeAddresses } from "./document";
import { requestRows } from "./requests-table";
import type { PageSource } from "./page-source";
import { safe } from "./reply";

/** How often an open page gets changes, in milliseconds. */
const refresh = 500;

/** Sends changes to open pages: new requests, and the other parts if they differ. */
export class LiveEvents {
  private readonly open = new Set<ServerResponse>();
  private timer: NodeJS.Timeout | undefined;
  private sentParts = "";
  private sentNumber = 0;

  constructor(private readonly source: PageSource) {}

  subscribe(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", ...safe });
    const { log } = this.source;
    // The other pages' next event begins where this page's first event ends.
    if (this.open.size > 0) this.publish();
    this.sentNumber = log.newest;
    const view = this.source.view();
    const parts = liveParts(view);
    this.sentParts = JSON.stringify(parts);
    response.write(event({ ...parts, all: true, requests: requestRows(log.requests, routeAddresses(view)) }));
    this.open.add(response);
    response.once("close", () => {
      this.open.delete(response);
      if (this.open.size === 0) this.close();
    });
    this.timer ??= setInterval(() => {
      this.publish();
    }, refresh);
  }

  close(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private publish(): void {
    const { log } = this.source;
    const view = this.source.view();
    const requests = requestRows(log.after(this.sentNumber), routeAddresses(view));
    this.sentNumber = log.newest;
    const parts = liveParts(view);
    const text = JSON.stringify(parts);
    const changed = text === this.sentParts ? {} : parts;
    this.sentParts = text;
    const update = { ...changed, ...(requests === "" ? {} : { requests }) };
    if (Object.keys(update).length === 0) return;
    for (const response of this.open) response.write(event(update));
  }
}

function event(data: Partial<LiveParts> & { readonly requests?: string; readonly all?: true }): string {
  return `data: ${JSON.stringify(data)}\n\n`;
}
