/** One request of the probe, byte by byte. */
export interface ProbeCase {
  readonly name: string;
  /** `GET /probe/x HTTP/1.1`, with `{base}` for the base path. */
  readonly line: string;
  /** Whole header lines after Host and `connection: close`; a Host of its own replaces both. */
  readonly headers?: readonly string[];
  readonly body?: string;
  /** The client closes its half of the connection after the request. */
  readonly halfClosed?: boolean;
  /**
   * The target closes its connection after the response: the case is sent alone, followed by a pause. Otherwise the next
   * request would use a keep-alive connection that was just closed.
   */
  readonly endsConnection?: boolean;
}

function get(name: string, path: string, headers: readonly string[] = []): ProbeCase {
  return { name, line: `GET {base}${path} HTTP/1.1`, headers };
}

function post(name: string, headers: readonly string[], body: string, more: Partial<ProbeCase> = {}): ProbeCase {
  return { name, line: "POST {base}/echo HTTP/1.1", headers, body, ...more };
}

const METHODS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "FOO", "get", "CONNECT"];

const PATHS = [
  "/a/", "//a//b", "/a/../b", "/a/./b", "/a/%2e%2e/b", "/a%2Fb", "/a%2fb", "/%41", "/a%20b", "/a+b", "/a;b=c", "/a:b@c", "/%zz", "/%", "/%00", "/%C3%A4",
  "/a\\b", "/a|b", "/a{b}", "/a\"b", "/a~b!$&'()*,=", "/A", `/${"x".repeat(2_000)}`, "/a#b", "/\xe4",
]; // prettier-ignore

const QUERIES = ["a=1&a=2", "a", "a=", "=b", "a=b=c", "a=%zz", "a=%26", "a=x+y", "a[]=1", "&&", "a=\xe4", "?", "a;b"];

const TARGET_FAULTS = [
  "two-lengths", "length-and-chunks", "no-length", "short-body", "bad-chunk", "http-1.0", "no-reason", "status-600", "line-feeds",
  "space-before-colon", "latin-1-header", "early-hints", "unasked-upgrade", "204-with-body", "trailers", "text", "nothing",
]; // prettier-ignore

const STATUSES = [201, 204, 205, 206, 304, 400, 401, 404, 413, 431, 500, 502, 503, 504, 599];

const HEADERS: Readonly<Record<string, readonly string[]>> = {
  "hop by hop": ["Connection: close, X-Hop", "X-Hop: 1", "Keep-Alive: timeout=5", "TE: trailers", "Trailer: x", "Proxy-Connection: close"],
  "Connection names content-length": ["Connection: close, content-length"],
  "Connection names host": ["Connection: close, host"],
  "a header twice": ["X-A: 1", "X-A: 2"],
  "content-type twice": ["Content-Type: a/b", "Content-Type: c/d"],
  "cookies twice": ["Cookie: a=1", "Cookie: b=2"],
  "an underscore": ["X_A: 1"],
  "an empty value": ["X-A:"],
  "a folded line": ["X-A: 1", " folded"],
  "a space before the colon": ["X-A : 1"],
  "Latin-1": ["X-A: \xe4"],
  "a control character": ["X-A: a\x01b"],
  "forwarding headers": ["X-Forwarded-For: 192.0.2.1", "X-Forwarded-Proto: https", "X-Forwarded-Port: 1", "Forwarded: for=192.0.2.1", "Via: 1.1 me", "X-Amzn-Trace-Id: Root=1-00000000-000000000000000000000000"],
  "X-HTTP-Method-Override": ["X-HTTP-Method-Override: DELETE"],
  "Expect 100": ["Expect: 100-continue"],
  "Expect other": ["Expect: 200-ok"],
  "WebSocket": ["Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="],
  "h2c": ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"],
  "10,000 bytes of headers": [`X-Large: ${"x".repeat(9_700)}`],
  "11,000 bytes of headers": [`X-Large: ${"x".repeat(11_000)}`],
  "a range": ["Range: bytes=0-1"],
}; // prettier-ignore

const CHUNKS = "5\r\nhello\r\n0\r\n\r\n";

/** The requests of the probe: for behavior of AWS that is unknown, and for what is known. */
export const PROBE_CASES: readonly ProbeCase[] = [
  get("plain", "/echo"),
  ...METHODS.map((method): ProbeCase => ({ name: `method ${method}`, line: `${method} {base}/echo HTTP/1.1` })),
  ...PATHS.map((path) => get(`path ${path.slice(0, 30)}`, `/echo${path}`)),
  ...QUERIES.map((query) => get(`query ${query}`, `/echo?${query}`)),
  ...Object.entries(HEADERS).map(([name, lines]) => get(`headers: ${name}`, "/echo", lines)),
  { name: "no Host", line: "GET {base}/echo HTTP/1.1", headers: ["Host:"] },
  { name: "Host in HTTP/1.0", line: "GET {base}/echo HTTP/1.0" },
  { name: "HTTP/1.2", line: "GET {base}/echo HTTP/1.2" },
  { name: "absolute form", line: "GET http://other.example{base}/echo HTTP/1.1" },
  { name: "asterisk form", line: "OPTIONS * HTTP/1.1" },
  { name: "no HTTP", line: "hello" },
  { ...get("half-closed", "/echo"), halfClosed: true },
  post("body", ["Content-Length: 5"], "hello"),
  post("body in chunks", ["Transfer-Encoding: chunked"], CHUNKS),
  post("body with trailers", ["Transfer-Encoding: chunked", "Trailer: X-T"], "5;a=b\r\nhello\r\n0\r\nX-T: 1\r\n\r\n"),
  post("a broken chunk", ["Transfer-Encoding: chunked"], "zz\r\n"),
  post("two lengths", ["Content-Length: 5", "Content-Length: 6"], "hello"),
  post("one length twice", ["Content-Length: 5", "Content-Length: 5"], "hello"),
  post("a length and chunks", ["Content-Length: 15", "Transfer-Encoding: chunked"], CHUNKS),
  post("Transfer-Encoding gzip, chunked", ["Transfer-Encoding: gzip, chunked"], CHUNKS),
  post("a short body, half-closed", ["Content-Length: 9"], "hello", { halfClosed: true }),
  post("11 MB declared", ["Content-Length: 11000000"], ""),
  { name: "GET with a body", line: "GET {base}/echo HTTP/1.1", headers: ["Content-Length: 5"], body: "hello" },
  { name: "DELETE with a body", line: "DELETE {base}/echo HTTP/1.1", headers: ["Content-Length: 5"], body: "hello" },
  ...STATUSES.map((status) => get(`target answers ${status}`, `/status/${status}`)),
  ...TARGET_FAULTS.map((fault) => ({ ...get(`target answers ${fault}`, `/raw/${fault}`), endsConnection: true })),
  { ...get("target resets", "/reset"), endsConnection: true },
  get("target redirects", "/redirect"),
  get("target's own headers", "/headers"),
  get("target answers 11 MB", "/bytes/11000000"),
  get("target answers 15,000 bytes of headers", "/header-bytes/15000"),
  get("target answers 20,000 bytes of headers", "/header-bytes/20000"),
  get("target answers 40,000 bytes of headers", "/header-bytes/40000"),
  get("target takes 31 s", "/milliseconds/31000"),
];
