import { fewestTasks, type TaskCounts } from "../aws/fewest-tasks";

/**
 * Most tasks that may run during a rollout, in percent of the desired count.
 *
 * Behind a load balancer all are replaced together. ECS deregisters an old task from Cloud Map as soon as a new one is
 * healthy, and reports that health to Cloud Map up to half a minute later: replaced together, for that long none is healthy
 * there (containers-roadmap issue 830). In two waves the second half of the old tasks serves until the health of the first
 * half of the new ones arrives. A single task, of which 150 % is still one, must be replaced as a whole.
 */
export function maximumPercent(tasks: TaskCounts, byCloudMap: boolean): number {
  return byCloudMap && fewestTasks(tasks) > 1 ? 150 : 200;
}
