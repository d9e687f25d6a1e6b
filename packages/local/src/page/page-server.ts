import { createServer, type Server, type ServerResponse } from "node:http";
import { liveParts, pageDocument } from "./document";
import type { TopologyView } from "./topology-view";

/** How often a page that is open gets what has changed, in milliseconds. */
const refresh = 500;

/** On every answer: it is not kept, not shown in another page's frame, not read by another page. */
const safe = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "cross-origin-resource-policy": "same-origin",
} as const;

/** Serves `/_local/`, a page that shows what runs, and `/_local/topology`, the same as JSON. */
export class PageServer {
  private readonly server: Server;
  private readonly open = new Set<ServerResponse>();
  private timer: NodeJS.Timeout | undefined;
  private sent = "";

  constructor(private readonly view: () => TopologyView) {
    this.server = createServer((request, response) => {
      if (isOurs(request.headers.host)) this.answer(request.method ?? "", request.url ?? "", response);
      else reply(response, 403, "text/plain", "This page answers to localhost only.\n");
    });
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once("error", reject);
      this.server.listen(port, "127.0.0.1", resolve);
    });
  }

  /** The port that it listens on. */
  get port(): number {
    const address = this.server.address();
    return typeof address === "object" && address !== null ? address.port : 0;
  }

  close(): void {
    clearInterval(this.timer);
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(method: string, url: string, response: ServerResponse): void {
    if (method !== "GET" && method !== "HEAD") {
      reply(response, 405, "text/plain", "Only GET is answered here.\n", { allow: "GET, HEAD" });
      return;
    }
    switch (url.replace(/\?.*$/, "")) {
      case "/":
      case "/_local":
        reply(response, 302, "text/plain", "/_local/\n", { location: "/_local/" });
        return;
      case "/_local/":
        reply(response, 200, "text/html; charset=utf-8", pageDocument(this.view()), {
          "content-security-policy":
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
        });
        return;
      case "/_local/topology":
        reply(response, 200, "application/json", `${JSON.stringify(this.view(), null, 2)}\n`);
        return;
      case "/_local/events":
        this.subscribe(response);
        return;
      default:
        reply(response, 404, "text/plain", "There are /_local/ and /_local/topology.\n");
    }
  }

  private subscribe(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream", ...safe });
    response.write(this.event());
    this.open.add(response);
    response.once("close", () => {
      this.open.delete(response);
      if (this.open.size === 0) {
        clearInterval(this.timer);
        this.timer = undefined;
      }
    });
    this.timer ??= setInterval(() => {
      this.publish();
    }, refresh);
  }

  private publish(): void {
    const event = this.event();
    if (event === this.sent) return;
    this.sent = event;
    for (const response of this.open) response.write(event);
  }

  private event(): string {
    return `data: ${JSON.stringify(liveParts(this.view()))}\n\n`;
  }
}

/**
 * Whether the client names this machine. A page of another host whose name was made to lead here (DNS rebinding) names
 * its own.
 */
function isOurs(host: string | undefined): boolean {
  return /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? "");
}

function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": type, ...safe, ...headers });
  response.end(body);
}
