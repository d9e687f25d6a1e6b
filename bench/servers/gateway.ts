import { Balancers, createGateway } from "@private-http-api/local";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology } from "@private-http-api/topology";

/**
 * The gateway and the load balancer of a synthesized environment as `npm start` has them, in front of one target:
 * access log lines and records of exchanges are made, but read by nobody. Takes the synth output, the environment and
 * the target's port.
 */
async function main([outdir = "", environment = "", targetPort = ""]: readonly string[]): Promise<void> {
  const { api } = readTopology(readSynthesized(outdir, environment), process.cwd());
  const { name, variables, accessLogFormat } = api.stage;
  // Without its throttle, which would answer most of the load itself.
  const stage = { name, variables, routeThrottles: {}, ...(accessLogFormat === undefined ? {} : { accessLogFormat }) };
  const balancers = new Balancers();
  const gateway = createGateway({
    api: { ...api, stage },
    backendFor: (ref) => balancers.backendFor(ref),
    auth: "enforced",
    accessLog: ignore,
    onExchange: ignore,
  });
  const id = "target";
  const registries = [...balancers.pools.values(), ...balancers.registries.values()];
  for (const registry of registries) registry.register({ id, host: "127.0.0.1", port: Number(targetPort) }, {});
  // The target is one service; the health checks of the others fail on it.
  await Promise.race(registries.map((registry) => registry.healthy(id)));
  const { port } = await gateway.listen(0, "127.0.0.1");
  process.send?.(port);
}

function ignore(): void {
  // What is measured is that the value is made.
}

// Also keeps the process alive while the first health check is under way.
process.on("disconnect", () => process.exit());
void main(process.argv.slice(2));
