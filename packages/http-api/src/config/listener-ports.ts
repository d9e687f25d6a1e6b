import type { Service } from "./config";
import { isEnteredBy } from "./entries";
import { stableNumbers } from "./stable-numbers";

/** Ports without a conventional use, and more of them than a Network Load Balancer allows listeners (50). */
const PORTS = { first: 20_000, size: 10_000 };

/**
 * The listener port of every service behind the network load balancer, by service name.
 *
 * @param recorded ports of earlier runs, by service name
 * @throws RangeError when the ports are all taken
 */
export function listenerPorts(
  services: readonly Service[],
  recorded: Readonly<Record<string, number>> = {},
): ReadonlyMap<string, number> {
  return stableNumbers(
    services.filter((service) => isEnteredBy(service, "nlb")),
    { given: ({ listenerPort }) => listenerPort, recorded, rangeOf: () => PORTS },
  );
}
