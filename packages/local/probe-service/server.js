/**
 * The service behind `npm run probe`: it says what reached it, and answers well or badly on demand, by the last segments of
 * the path. Deployed and run locally it shows where the two ways to it differ. It holds no data and needs no permission.
 */
const { createServer } = require("node:http");

/** Answers that Node would not write, as bytes: what a target can do wrong. */
const RAW = {
  "two-lengths": "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\nok",
  "length-and-chunks": "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",
  "no-length": "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nok",
  "short-body": "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nok",
  "bad-chunk": "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n",
  "http-1.0": "HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r\nok",
  "no-reason": "HTTP/1.1 200\r\ncontent-length: 2\r\n\r\nok",
  "status-600": "HTTP/1.1 600 Odd\r\ncontent-length: 2\r\n\r\nok",
  "line-feeds": "HTTP/1.1 200 OK\ncontent-length: 2\n\nok",
  "space-before-colon": "HTTP/1.1 200 OK\r\nx-a : 1\r\ncontent-length: 2\r\n\r\nok",
  "latin-1-header": "HTTP/1.1 200 OK\r\nx-a: \xe4\r\ncontent-length: 2\r\n\r\nok",
  "early-hints": "HTTP/1.1 103 Early Hints\r\nlink: </a.css>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok",
  "unasked-upgrade": "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n",
  "204-with-body": "HTTP/1.1 204 No Content\r\ncontent-length: 2\r\n\r\nok",
  trailers: "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-t\r\n\r\n2\r\nok\r\n0\r\nx-t: 1\r\n\r\n",
  text: "hello\r\n\r\n",
  nothing: "",
};

/** Answers that Node writes. */
const ANSWERS = {
  health: (_value, response) => response.end("ok"),
  status: (value, response) => {
    response.statusCode = Math.min(599, Math.max(200, Number(value) || 200));
    response.end("status");
  },
  bytes: (value, response) => response.end("x".repeat(Math.min(12_000_000, Number(value) || 0))),
  "header-bytes": (value, response) => {
    response.setHeader("x-large", "x".repeat(Math.min(60_000, Number(value) || 0)));
    response.end("ok");
  },
  milliseconds: (value, response) => setTimeout(() => response.end("late"), Math.min(40_000, Number(value) || 0)),
  headers: (_value, response) => {
    response.setHeader("server", "probe");
    response.setHeader("via", "1.1 probe");
    response.setHeader("apigw-requestid", "mine");
    response.setHeader("set-cookie", ["a=1", "b=2"]);
    response.setHeader("x-list", ["1", "2"]);
    response.setHeader("connection", "x-hop");
    response.setHeader("x-hop", "1");
    // The time that this service keeps connections: the local load balancer takes a target at its word.
    response.setHeader("keep-alive", "timeout=65");
    response.end("ok");
  },
  redirect: (_value, response) => {
    response.writeHead(302, { location: "/elsewhere" });
    response.end();
  },
  reset: (_value, _response, request) => request.socket.resetAndDestroy(),
  raw: (value, _response, request) => {
    const text = Object.hasOwn(RAW, value) ? RAW[value] : RAW.text;
    request.socket.end(Buffer.from(text, "latin1"));
  },
};

function echo(request, response) {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    response.setHeader("content-type", "application/json");
    const { method, url, headers, httpVersion } = request;
    response.end(
      JSON.stringify({
        method,
        url,
        headers,
        httpVersion,
        bytes: body.length,
        body: body.toString("latin1").slice(0, 200),
      }),
    );
  });
}

const server = createServer((request, response) => {
  const [path] = request.url.split("?");
  const [what, value] = path.split("/").filter(Boolean).slice(-2);
  if (what !== undefined && value !== undefined && Object.hasOwn(ANSWERS, what))
    ANSWERS[what](value, response, request);
  else if (value === "health" || value === "headers" || value === "redirect" || value === "reset")
    ANSWERS[value](undefined, response, request);
  else echo(request, response);
});
// Longer than a load balancer keeps idle connections.
server.keepAliveTimeout = 65_000;
server.headersTimeout = 66_000;
server.listen(Number(process.env.PORT) || 8080, process.env.HOST);
process.on("SIGTERM", () => server.close(() => process.exit(0)));
