import type { Backend, BackendRequest, Considered, Decision } from "../gateway/backend";
import type { AlbListener, ListenerAction, TargetGroup } from "@private-http-api/topology";
import { albAnswer, albFailure, albPage } from "./alb-answers";
import { compileCondition, type RequestMatcher } from "./conditions";
import { explainRules } from "./rule-explanation";
import { forwardAlong, type ForwardingWay } from "./forwarding";
import { normalizedPath } from "./normalized-path";
import { unservedReason } from "../gateway/unserved";
import { redirectTo } from "./redirect";
import type { TargetPool } from "./target-pool";
import { WeightedTurns } from "./weighted-turns";

const viaKind = "load balancer";

type Act = (request: BackendRequest) => Decision;

interface CompiledRule {
  readonly conditions: readonly RequestMatcher[];
  readonly act: Act;
}

/**
 * An Application Load Balancer's listener; TRACE is refused ("Troubleshoot your Application Load Balancers", HTTP 405). The
 * first rule by priority whose conditions all match decides.
 */
export class AlbBackend implements Backend {
  private readonly rules: readonly CompiledRule[];
  private readonly otherwise: Act;

  /** @param before what a request passes before the listener */
  constructor(
    private readonly listener: AlbListener,
    private readonly poolOf: (group: TargetGroup) => TargetPool,
    private readonly before: readonly string[] = [],
  ) {
    this.rules = listener.rules.map((rule) => ({
      conditions: rule.conditions.map(compileCondition),
      act: this.compileAction(rule.action, [...before, listener.address, rule.address]),
    }));
    const reason = `no rule of ${listener.address} matches, its default action answers`;
    this.otherwise = this.compileAction(listener.defaultAction, [...before, listener.address], reason);
  }

  decide(request: BackendRequest): Decision {
    if (request.method === "TRACE") {
      const reason = "a load balancer refuses TRACE: 405 from the load balancer";
      const via = [...this.before, this.listener.address];
      return { kind: "respond", via, viaKind, response: albPage(405), reason };
    }
    const seen = asRulesSeeIt(request);
    for (const rule of this.rules) {
      if (rule.conditions.every((holds) => holds(seen))) return rule.act(request);
    }
    return this.otherwise(request);
  }

  explain(request: BackendRequest): readonly Considered[] {
    return request.method === "TRACE" ? [] : explainRules(this.listener, asRulesSeeIt(request));
  }

  /** @param reason in words, where the fixed response is a default rather than one written for this request */
  private compileAction(action: ListenerAction, via: readonly string[], reason?: string): Act {
    switch (action.type) {
      case "forward":
        return this.compileForward(action, via);
      case "unserved": {
        const response = albAnswer(501, "text/plain", action.reason);
        return () => ({ kind: "respond", via, viaKind, response, reason: unservedReason(action.reason) });
      }
      case "redirect":
        return (request) => ({ kind: "respond", via, viaKind, response: redirectTo(action, this.listener, request) });
      case "fixed-response": {
        const response = albAnswer(action.statusCode, action.contentType, action.body);
        const decision = {
          kind: "respond",
          via,
          viaKind,
          response,
          ...(reason === undefined ? {} : { reason }),
        } as const;
        return () => decision;
      }
    }
  }

  private compileForward(action: Extract<ListenerAction, { type: "forward" }>, via: readonly string[]): Act {
    const reason = `every target group of ${via.at(-1) ?? ""} has weight 0: 503 from the load balancer`;
    const unavailable = { kind: "respond", via, viaKind, response: albPage(503), reason } as const;
    const idleMilliseconds = this.listener.idleTimeoutSeconds * 1000;
    const turns = new WeightedTurns(
      action.targets.map(({ group, weight }) => {
        const way: ForwardingWay = {
          pool: this.poolOf(group),
          via: [...via, group.address],
          answeredBy: "the load balancer",
          keptMilliseconds: idleMilliseconds,
          idleTimeoutMilliseconds: idleMilliseconds,
          failure: albFailure,
          timeout: () => albPage(504),
          empty: () => albPage(503),
        };
        return { item: way, weight };
      }),
    );
    return () => {
      const way = turns.next();
      return way === undefined ? unavailable : forwardAlong(way);
    };
  }
}

function asRulesSeeIt(request: BackendRequest): BackendRequest {
  const path = normalizedPath(request.path);
  return path === request.path ? request : { ...request, path };
}
