import { Balancers, createGateway } from "@private-http-api/local";
import { readSynthesized } from "@private-http-api/terraform-json";
import { readTopology } from "@private-http-api/topology";

/**
 * The gateway and the load balancer of a synthesized environment, as in `npm start`, in front of one target. Access log
 * lines and records of exchanges are created and discarded. Arguments: the synth output, the environment and the target's
 * port.
 */
async function main([outdir = "", environment = "", targetPort = ""]: readonly string[]): Promise<void> {
  const { api } = readTopology(readSynthesized(outdir, environment), process.cwd());
  const { name, variables, accessLogFormat } = api.stage;
  // Without the throttle, which would reject most of the load.
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
  // The benchmark measures only that the value is created.
}

// Also keeps the process alive during the first health check.
process.on("disconnect", () => process.exit());
void main(process.argv.slice(2));
