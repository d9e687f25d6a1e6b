import type { Target } from "../gateway/backend";

/** Where a service's tasks register: a target group, or a Cloud Map service. */
export interface TargetRegistry {
  register(target: Target, attributes: Readonly<Record<string, string>>): void;
  /** Sends no new requests; resolves when the last one is answered, or when the wait for it is over. */
  deregister(id: string): Promise<void>;
  /** The task has ended: there is nothing to wait for. */
  remove(id: string): void;
  /** Resolves when the target may get requests, with false when it is deregistered first. */
  healthy(id: string): Promise<boolean>;
  /** Resolves with true when the target's health checks fail, with false when it is deregistered first. */
  unhealthy(id: string): Promise<boolean>;
  /** Whether its targets have health checks. */
  readonly checksHealth: boolean;
}
