import { quote, type Problem } from "../problem";
import type { Service } from "../config";
import { isEnteredBy } from "../entries";
import type { Check } from "./check";

/** Settings that apply to one integration only. */
const ONLY_WITH: readonly { key: keyof Service; integration: Service["integration"]; why: string }[] = [
  {
    key: "listenerRulePriority",
    integration: "alb",
    why: "only an application load balancer has rules",
  },
  {
    key: "listenerPort",
    integration: "nlb",
    why: "only behind the network load balancer a service has a listener of its own",
  },
  {
    key: "instanceAttributes",
    integration: "cloud-map",
    why: "only Cloud Map chooses instances by attribute",
  },
];

/** Settings of one integration on a service that has another. */
export const checkIntegrations: Check = ({ environment, at }) =>
  environment.services.flatMap((service): Problem[] =>
    ONLY_WITH.filter(({ key, integration }) => service[key] !== undefined && !isEnteredBy(service, integration)).map(
      ({ key, integration, why }) => ({
        path: at(service.name, key),
        message: `got ${quote(service[key])} with integration "${service.integration}", but ${why}; leave it out, or set integration to "${integration}"`,
      }),
    ),
  );
