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
  const hops: Hop[] = [];
  // Nothing here stands for the network before it.
  if (endpoint !== undefined) hops.push(hopOf("endpoint", endpoint, 0));
  hops.push(hopOf("gateway", "", integrated - received + (ended - Math.max(completed, integrated))));
  if (moments.integrated === undefined) return hops;
  if (viaKind !== undefined) hops.push(hopOf(viaKind, via[0] ?? "", (sent ?? completed) - integrated));
  if (target !== undefined && sent !== undefined)
    hops.push(hopOf(viaKind === undefined ? "function" : "task", target, completed - sent));
  return hops;
}

function hopOf(at: Hop["at"], name: string, milliseconds: number): Hop {
  return { at, name, milliseconds: Math.max(0, Math.round(milliseconds * 100) / 100) };
}
