import type { Backend, BackendRequest, Decision } from "../gateway/backend";
import type { AlbListener, ListenerAction, TargetGroup } from "@private-http-api/topology";
import { albAnswer, albFailure, albPage } from "./alb-answers";
import { compileCondition, type RequestMatcher } from "./conditions";
import { forwardAlong, type ForwardingWay } from "./forwarding";
import { redirectTo } from "./redirect";
import type { TargetPool } from "./target-pool";
import { WeightedTurns } from "./weighted-turns";

type Act = (request: BackendRequest) => Decision;

interface CompiledRule {
  readonly conditions: readonly RequestMatcher[];
  readonly act: Act;
}

/** An Application Load Balancer's listener: the first rule by priority whose conditions all hold decides. */
export class AlbBackend implements Backend {
  private readonly rules: readonly CompiledRule[];
  private readonly otherwise: Act;

  constructor(
    private readonly listener: AlbListener,
    private readonly poolOf: (group: TargetGroup) => TargetPool,
  ) {
    this.rules = listener.rules.map((rule) => ({
      conditions: rule.conditions.map(compileCondition),
      act: this.compileAction(rule.action, [listener.address, rule.address]),
    }));
    this.otherwise = this.compileAction(listener.defaultAction, [listener.address]);
  }

  decide(request: BackendRequest): Decision {
    for (const rule of this.rules) {
      if (rule.conditions.every((holds) => holds(request))) return rule.act(request);
    }
    return this.otherwise(request);
  }

  private compileAction(action: ListenerAction, via: readonly string[]): Act {
    switch (action.type) {
      case "forward":
        return this.compileForward(action, via);
      case "redirect":
        return (request) => ({ kind: "respond", via, response: redirectTo(action, this.listener, request) });
      case "fixed-response": {
        const response = albAnswer(action.statusCode, action.contentType, action.body);
        return () => ({ kind: "respond", via, response });
      }
    }
  }

  private compileForward(action: Extract<ListenerAction, { type: "forward" }>, via: readonly string[]): Act {
    const unavailable = { kind: "respond", via, response: albPage(503) } as const;
    const turns = new WeightedTurns(
      action.targets.map(({ group, weight }) => {
        const way: ForwardingWay = {
          pool: this.poolOf(group),
          via: [...via, group.address],
          idleTimeoutMilliseconds: this.listener.idleTimeoutSeconds * 1000,
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
