import type { Backend, Decision } from "../gateway/backend";
import type { NlbListener, TargetGroup } from "@private-http-api/topology";
import { forwardAlong, type ForwardingWay } from "./forwarding";
import { GATEWAY_KEPT_MILLISECONDS, serviceUnavailable } from "./gateway-answers";
import type { TargetPool } from "./target-pool";

/** An NLB keeps an idle flow for 350 s ("Connection idle timeout"), longer than any gateway waits. */
const FLOW_IDLE_MILLISECONDS = 350_000;

/** A Network Load Balancer's listener: no rules, each request to the next target of its group. */
export class NlbBackend implements Backend {
  private readonly way: ForwardingWay;

  /** @param before what a request passes before the listener */
  constructor(listener: NlbListener, poolOf: (group: TargetGroup) => TargetPool, before: readonly string[] = []) {
    this.way = {
      pool: poolOf(listener.group),
      via: [...before, listener.address, listener.group.address],
      answeredBy: "API Gateway",
      keptMilliseconds: GATEWAY_KEPT_MILLISECONDS,
      idleTimeoutMilliseconds: FLOW_IDLE_MILLISECONDS,
      failure: serviceUnavailable,
      timeout: serviceUnavailable,
      empty: serviceUnavailable,
    };
  }

  decide(): Decision {
    return forwardAlong(this.way);
  }
}
