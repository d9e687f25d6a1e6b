import { resolveConfig } from "../../config/resolve-config";
import { configOf, service } from "../support/sample-config";
import { SynthesizedApp } from "../support/synth";

const INTEGRATIONS = ["alb", "nlb", "cloud-map"];

/** Names by which the stacks' own parts go, taken from the addresses of a config that has every part. */
function partNames(): string[] {
  const services = Object.fromEntries(
    INTEGRATIONS.map((integration) => [`x-${integration}`, service(`/${integration}`, { integration })]),
  );
  const app = new SynthesizedApp(configOf(services, { network: { egress: "endpoints" }, api: { routing: "proxy" } }));
  const words = app.ids
    .flatMap((id) => app.addresses(id))
    .flatMap((address) => address.split(".").slice(1).join("").split("_"));
  return [...new Set([...words, ...words.flatMap((word) => word.split("-"))])].filter((word) =>
    /^[a-z][a-z0-9-]*$/.test(word),
  );
}

test.each(INTEGRATIONS)("services may have any name that the config takes, with integration %s", (integration) => {
  const names = partNames().filter((name) => name !== "rules" && name !== "ports");
  expect(names).toEqual(expect.arrayContaining(["alb", "stage", "network", "s3"]));
  const allowed = names.filter((name) => resolveConfig(configOf({ [name]: service("/x") })).problems.length === 0);
  expect(allowed.length).toBeGreaterThan(10);
  // A network load balancer takes 50 listeners.
  allowed.length = Math.min(allowed.length, 49);
  const services = Object.fromEntries(allowed.map((name) => [name, service(`/${name}`, { integration })]));
  const app = new SynthesizedApp(
    configOf({ ...services, ports: service("/p", { integration: "nlb" }), rules: service("/r") }),
  );
  for (const id of app.ids) expect(() => app.text(id)).not.toThrow();
});
