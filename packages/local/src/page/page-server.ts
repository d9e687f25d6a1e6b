import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { defaultSlowness, isFault } from "../tasks/faults-on-demand";
import { ISSUER_PATH } from "../issuer/issuer-routes";
import { detailHtml } from "./detail-html";
import { pageDocument } from "./document";
import { LiveEvents } from "./live-events";
import type { PageSource } from "./page-source";
import { reply, replyJson, replyLine } from "./reply";
import { detailOf } from "./request-detail";
import { maskedRecord } from "./secrets";
import { distrust } from "./trusted-request";

/** Longest delay of an answer, in milliseconds: beyond an integration's timeout of at most 30 s, none is seen. */
const longestSlowness = 60_000;

/** The page loads nothing and sends nothing elsewhere. */
const policy =
  "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const html = "text/html; charset=utf-8";

/**
 * Serves `/_local/`, a page that shows what runs; `/_local/topology` and `/_local/requests/<id>`, the same as JSON; and
 * accepts faults for tasks: `POST /_local/tasks/<service>/<number>/<fault>`.
 */
export class PageServer {
  private readonly server: Server;
  private readonly events: LiveEvents;

  constructor(private readonly source: PageSource) {
    this.events = new LiveEvents(source);
    this.server = createServer((request, response) => {
      const distrusted = distrust(request);
      if (distrusted === undefined) this.answer(request, response);
      else replyLine(response, 403, distrusted);
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
    this.events.close();
    this.server.close();
    this.server.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { method, url = "/" } = request;
    const { pathname, searchParams } = new URL(url.replace(/^\/+/, "/"), "http://localhost");
    if (pathname.startsWith(`${ISSUER_PATH}/`)) {
      void this.issue(request, pathname, searchParams, response);
      return;
    }
    const [, taskId, fault] = /^\/_local\/tasks\/([^/]+\/\d+)\/([^/]+)$/.exec(pathname) ?? [];
    if (taskId !== undefined && fault !== undefined) {
      if (method === "POST") this.order(decoded(taskId), fault, searchParams, response);
      else reply(response, 405, "text/plain", "Faults are requested with POST.\n", { allow: "POST" });
      return;
    }
    if (method !== "GET" && method !== "HEAD") {
      reply(response, 405, "text/plain", "Only GET is answered here.\n", { allow: "GET, HEAD" });
      return;
    }
    const [, id, asHtml] = /^\/_local\/requests\/([^/]+)(\/html)?$/.exec(pathname) ?? [];
    if (id === undefined) this.show(pathname, response);
    else this.detail(decoded(id), asHtml !== undefined, searchParams.get("secrets") === "shown", response);
  }

  private show(pathname: string, response: ServerResponse): void {
    switch (pathname) {
      case "/":
      case "/_local":
        reply(response, 302, "text/plain", "/_local/\n", { location: "/_local/" });
        return;
      case "/_local/":
        reply(response, 200, html, pageDocument(this.source.view(), this.source.log.requests), {
          "content-security-policy": policy,
        });
        return;
      case "/_local/topology":
        replyJson(response, 200, {
          ...this.source.view(),
          requests: this.source.log.requests.map(({ record }) => maskedRecord(record)),
        });
        return;
      case "/_local/events":
        this.events.subscribe(response);
        return;
      default:
        replyLine(response, 404, "There are /_local/, /_local/topology and /_local/requests/<id>.");
    }
  }

  private detail(id: string, asHtml: boolean, shown: boolean, response: ServerResponse): void {
    const found = this.source.log.find(id);
    if (found === undefined) {
      replyLine(response, 404, `Request ${id} is not kept: only the last requests and the last failures are.`);
      return;
    }
    const detail = detailOf(found, this.source.view().api.url, shown);
    if (asHtml) reply(response, 200, html, detailHtml(detail));
    else replyJson(response, 200, detail);
  }

  private async issue(
    { method = "", headers }: IncomingMessage,
    pathname: string,
    parameters: URLSearchParams,
    response: ServerResponse,
  ): Promise<void> {
    const { issuer } = this.source;
    if (issuer === undefined) {
      replyLine(response, 404, "This run has no issuer: start it with --issuer.");
      return;
    }
    const { status, body } = await issuer.answer(method, pathname, parameters, `http://${headers.host ?? "localhost"}`);
    if (typeof body === "string") replyLine(response, status, body);
    else replyJson(response, status, body);
  }

  private order(taskId: string, fault: string, parameters: URLSearchParams, response: ServerResponse): void {
    const text = parameters.get("milliseconds");
    const milliseconds = text === null ? defaultSlowness : Number(text);
    if (!isFault(fault)) {
      replyLine(response, 404, "Allowed faults: kill, drain, fail-health-checks and slow; recover ends the last two.");
    } else if (!(Number.isInteger(milliseconds) && milliseconds > 0 && milliseconds <= longestSlowness)) {
      replyLine(
        response,
        400,
        `milliseconds is \`${text ?? ""}\`; a whole number from 1 to ${longestSlowness} is allowed.`,
      );
    } else {
      const result = this.source.giveFault({ taskId, fault, milliseconds });
      const statuses = { "unknown task": 404, "not possible": 409 } as const;
      replyLine(response, result.refused === undefined ? 202 : statuses[result.refused], result.text);
    }
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
