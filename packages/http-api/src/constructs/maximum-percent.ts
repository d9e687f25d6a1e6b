import { fewestTasks, type TaskCounts } from "../aws/fewest-tasks";

/**
 * Tasks that a rollout may have at once, in percent of those desired.
 *
 * Behind a load balancer all are replaced together. ECS deregisters an old task from Cloud Map as soon as a new one is
 * healthy, and tells Cloud Map of that up to half a minute later: replaced together, for that long none is healthy there
 * (containers-roadmap issue 830). In two waves the second half of the old tasks serves while the health of the first half
 * of the new ones arrives. One task, of which 150 % is still one, has to be replaced as a whole.
 */
export function maximumPercent(tasks: TaskCounts, byCloudMap: boolean): number {
  return byCloudMap && fewestTasks(tasks) > 1 ? 150 : 200;
}
