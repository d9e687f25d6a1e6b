import { Balancers } from "../../src/balancer/balancers";
import type { NlbListener } from "@private-http-api/topology";
import { targetGroup } from "../support/requests";

test("a target that has not answered a check yet is among those that are not healthy", () => {
  const group = targetGroup("carts");
  const listener: NlbListener = { address: "nlb", loadBalancer: "shop", port: 8001, protocol: "TCP", group };
  const balancers = new Balancers();
  balancers.backendFor({ kind: "nlb-listener", listener });
  balancers.pools.get(group)?.register({ id: "carts/1", host: "127.0.0.1", port: 9 });
  expect(balancers.unhealthy()).toEqual(["carts/1 (no answer yet)"]);
  balancers.pools.get(group)?.remove("carts/1");
});
