import { connect, createServer, type AddressInfo } from "node:net";

/** Passes bytes on without reading them: no proxy of a process of its own is faster. Its argument is the target's port. */
const port = Number(process.argv[2]);
const server = createServer({ noDelay: true }, (client) => {
  const target = connect({ host: "127.0.0.1", port, noDelay: true });
  client.pipe(target).pipe(client);
  client.on("error", () => target.destroy());
  target.on("error", () => client.destroy());
});
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.on("disconnect", () => process.exit());
