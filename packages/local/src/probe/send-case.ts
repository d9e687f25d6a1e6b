import { connect as connectPlain, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { ProbeCase } from "./cases";

/** What came back, before it is made comparable. */
export interface RawAnswer {
  /** 0 if the connection ended or timed out without an answer. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

/** Longer than an HTTP API waits for an integration, in milliseconds. */
const TIMEOUT_MILLISECONDS = 45_000;

/** Sends a case on its own connection and reads until that ends. */
export async function sendCase(one: ProbeCase, url: URL): Promise<RawAnswer> {
  const bytes = Buffer.from(bytesOf(one, url), "latin1");
  const socket = await open(url);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    socket.setTimeout(TIMEOUT_MILLISECONDS, () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      chunks.push(chunk);
      if (isWhole(Buffer.concat(chunks).toString("latin1"), one)) socket.destroy();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => {
      resolve(parse(Buffer.concat(chunks).toString("latin1")));
    });
    if (one.halfClosed === true) socket.end(bytes);
    else socket.write(bytes);
  });
}

function bytesOf({ line, headers = [], body = "" }: ProbeCase, url: URL): string {
  const base = url.pathname.replace(/\/$/, "");
  function has(name: string): boolean {
    return headers.some((header) => header.toLowerCase().startsWith(`${name}:`));
  }
  const lines = [
    line.replace("{base}", base),
    ...(has("host") ? [] : [`Host: ${url.host}`]),
    ...(has("connection") ? [] : ["Connection: close"]),
    ...headers,
  ];
  return `${lines.join("\r\n")}\r\n\r\n${body}`;
}

function open(url: URL): Promise<Socket> {
  const host = url.hostname;
  return new Promise((resolve, reject) => {
    const socket: Socket =
      url.protocol === "https:"
        ? connectTls({ host, port: Number(url.port || 443), servername: host, ALPNProtocols: ["http/1.1"] }, connected)
        : connectPlain({ host, port: Number(url.port || 80), allowHalfOpen: true }, connected);
    function connected(): void {
      socket.off("error", reject);
      resolve(socket);
    }
    socket.once("error", reject);
  });
}

/** Whether the answer is complete, even if the other side keeps the connection. */
function isWhole(text: string, { line }: ProbeCase): boolean {
  const { status, headers, body } = parse(text);
  if (status < 200) return false;
  const length = headers["content-length"]?.[0];
  if (line.startsWith("HEAD ") || status === 204 || status === 304) return text.includes("\r\n\r\n");
  if (length !== undefined) return body.length >= Number(length);
  return headers["transfer-encoding"] !== undefined && text.endsWith("0\r\n\r\n");
}

/** The last answer in what was read: interim answers come before it. */
function parse(text: string): RawAnswer {
  const [, code] = /^HTTP\/1\.[01] (\d{3})/.exec(text) ?? [];
  const end = text.indexOf("\r\n\r\n");
  if (code === undefined || end === -1) return { status: 0, headers: {}, body: text.slice(0, 200) };
  const rest = text.slice(end + 4);
  if (code.startsWith("1") && code !== "101" && rest !== "") return parse(rest);
  const headers: Record<string, string[]> = {};
  for (const header of text.slice(0, end).split("\r\n").slice(1)) {
    const colon = header.indexOf(":");
    const name = header.slice(0, colon).toLowerCase();
    (headers[name] ??= []).push(header.slice(colon + 1).trim());
  }
  return { status: Number(code), headers, body: rest };
}
