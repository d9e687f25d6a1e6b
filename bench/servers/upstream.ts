import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** Answers every request with the same few bytes, so that nearly all the time is spent in the proxy before it. */
const body = JSON.stringify({ id: 1, title: "AWS Basics" });
const server = createServer((_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": body.length });
  response.end(body);
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
