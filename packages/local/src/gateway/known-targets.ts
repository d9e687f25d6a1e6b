import type { Attempt } from "./attempt";
import { TargetConnections } from "./target-connections";

/** Once there are this many targets, all are forgotten, including those that stopped. */
const REMEMBERED_TARGETS = 256;

/** The connections to each target. */
export class KnownTargets {
  private readonly known = new Map<string, TargetConnections>();

  connectionsTo({ target, keptMilliseconds }: Attempt["decision"]): TargetConnections {
    const key = `${target.host}:${target.port} ${keptMilliseconds}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    if (this.known.size >= REMEMBERED_TARGETS) this.close();
    const created = new TargetConnections(keptMilliseconds);
    this.known.set(key, created);
    return created;
  }

  /** Closes idle connections; those in use end with their request. */
  close(): void {
    for (const connections of this.known.values()) connections.destroyIdle();
    this.known.clear();
  }
}
