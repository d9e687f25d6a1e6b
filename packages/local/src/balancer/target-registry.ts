import type { Target } from "../gateway/backend";

/** Where a service's tasks register: a target group, or a Cloud Map service. */
export interface TargetRegistry {
  register(target: Target, attributes: Readonly<Record<string, string>>): void;
  /** No new request from now on; resolves when the last one is answered, or need not be waited for any longer. */
  deregister(id: string): Promise<void>;
  /** The task has ended: nothing is there to be waited for. */
  remove(id: string): void;
  /** Resolves when the target may get requests, with false when it is taken out before. */
  healthy(id: string): Promise<boolean>;
  /** Resolves with true when the target's health checks fail, with false when it is taken out before. */
  unhealthy(id: string): Promise<boolean>;
  /** Somebody asks its targets whether they are healthy. */
  readonly checksHealth: boolean;
}
