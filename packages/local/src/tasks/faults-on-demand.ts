import type { ServiceTasks } from "./service-tasks";
import type { Task } from "./task";

/** Faults that a task can be given while it runs; `recover` ends those that last. */
export const faults = ["kill", "drain", "fail-health-checks", "slow", "recover"] as const;

export type Fault = (typeof faults)[number];

export function isFault(text: string): text is Fault {
  return (faults as readonly string[]).includes(text);
}

/** Default delay of a slow task's answers, in milliseconds. */
export const defaultSlowness = 2_000;

/** The result of an order: one line for a person, and whether it was refused. */
export interface FaultResult {
  /** @default it was not */
  readonly refused?: "unknown task" | "not possible";
  readonly text: string;
}

export interface FaultOrder {
  /** `book-service/2`. */
  readonly taskId: string;
  readonly fault: Fault;
  /** For `slow`, in milliseconds. */
  readonly milliseconds: number;
}

/** Gives a task a fault. */
export function giveFault(services: readonly ServiceTasks[], order: FaultOrder): FaultResult {
  for (const service of services) {
    const task = service.tasks.find(({ id }) => id === order.taskId);
    if (task !== undefined) return applyTo(service, task, order);
  }
  const running = services.flatMap(({ tasks }) => tasks.map(({ id }) => id));
  return { refused: "unknown task", text: `${order.taskId} is not running; running: ${running.join(", ") || "none"}.` };
}

function applyTo(service: ServiceTasks, task: Task, { fault, milliseconds }: FaultOrder): FaultResult {
  switch (fault) {
    case "kill":
    case "drain":
      if (task.isAttached)
        return {
          refused: "not possible",
          text: `${task.id} was not started by this run (--service); end it where it was started.`,
        };
      if (fault === "kill") task.kill();
      else void service.drain(task);
      return { text: fault === "kill" ? `${task.id} gets SIGKILL.` : `${task.id} drains.` };
    case "fail-health-checks":
      if (!task.isChecked)
        return {
          refused: "not possible",
          text: `No load balancer checks ${task.id}: for Cloud Map it is healthy while it runs.`,
        };
      task.faults.failsHealthChecks = true;
      return { text: `${task.id} fails its health checks from the next one on.` };
    case "slow":
      task.faults.slowMilliseconds = milliseconds;
      return { text: `${task.id} answers ${milliseconds} ms late.` };
    case "recover":
      task.faults.failsHealthChecks = false;
      task.faults.slowMilliseconds = 0;
      return { text: `${task.id} works normally again.` };
  }
}
