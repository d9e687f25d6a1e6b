/** Moments of an exchange, in milliseconds of the process's own clock (`performance.now()`). */
export interface Moments {
  readonly received: number;
  /** The gateway handed the request to the integration. */
  integrated?: number;
  /** The request had its connection to the target, or the function got its event. */
  sent?: number;
  /** The first byte of the answer arrived. */
  answered?: number;
  /** The answer was whole. */
  completed?: number;
}

/** One part of a request's path, and the time spent in that part alone. */
export interface Hop {
  readonly at: "endpoint" | "gateway" | "load balancer" | "Cloud Map" | "task" | "function";
  /** Address or id of the endpoint, address of the listener or Cloud Map service, id of the task, name of the function; empty for the gateway. */
  readonly name: string;
  /** Milliseconds, with fractions. */
  readonly milliseconds: number;
}

export interface HopFacts {
  readonly moments: Moments;
  readonly entry: readonly string[];
  readonly via: readonly string[];
  readonly viaKind: "load balancer" | "Cloud Map" | undefined;
  readonly target: string | undefined;
  /** When the client had its answer. */
  readonly ended: number;
}

/** The hops of a request, from the outside in. Their times add up to the time from first byte in to last byte out. */
export function hopsOf({ moments, entry, via, viaKind, target, ended }: HopFacts): readonly Hop[] {
  const { received, integrated = ended, sent } = moments;
  const completed = moments.completed ?? ended;
  const [endpoint] = entry;
  const hops: Hop[] = [
    // Nothing here stands for the network before it.
    ...(endpoint === undefined ? [] : [{ at: "endpoint" as const, name: endpoint, milliseconds: 0 }]),
    { at: "gateway", name: "", milliseconds: integrated - received + (ended - Math.max(completed, integrated)) },
  ];
  if (moments.integrated !== undefined && viaKind !== undefined)
    hops.push({ at: viaKind, name: via[0] ?? "", milliseconds: (sent ?? completed) - integrated });
  if (moments.integrated !== undefined && target !== undefined && sent !== undefined)
    hops.push({ at: viaKind === undefined ? "function" : "task", name: target, milliseconds: completed - sent });
  return hops.map((hop) => ({ ...hop, milliseconds: Math.max(0, Math.round(hop.milliseconds * 100) / 100) }));
}
