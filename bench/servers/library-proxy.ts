import { Agent, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createProxyServer } from "http-proxy-3";

/** A proxy library alone, for comparison. Its argument is the target's port. */
const [, , targetPort] = process.argv;
const proxy = createProxyServer({
  target: { host: "127.0.0.1", port: Number(targetPort) },
  agent: new Agent({ keepAlive: true }),
});
const server = createServer((request, response) => {
  proxy.web(request, response);
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
