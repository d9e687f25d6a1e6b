import { createServer, type Server, type ServerResponse } from "node:http";
import { liveParts, pageDocument } from "./document";
import type { TopologyView } from "./topology-view";

/** How often a page that is open gets what has changed, in milliseconds. */
const refresh = 500;

/** Serves `/_local/`, a page that shows what runs, and `/_local/topology`, the same as JSON. */
export class PageServer {
  private readonly server: Server;
  private readonly open = new Set<ServerResponse>();
  private timer: NodeJS.Timeout | undefined;
  private sent = "";

  constructor(private readonly view: () => TopologyView) {
    this.server = createServer((request, response) => {
      this.answer(request.method ?? "", request.url ?? "", response);
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
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:",
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
    response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
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

function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": type, "cache-control": "no-store", ...headers });
  response.end(body);
}
