import { blocksOf, numberOf, objectOf, textOf, textsOf } from "@private-http-api/terraform-json";
import type { Resource, PlannedResources } from "../../plan/planned-resources";
import { HOURS_PER_MONTH, PRICES, SPOT_FACTOR } from "../../prices/price-table";
import { scalingTargetOf } from "../scaling";

/** What a Fargate service's tasks ask for. */
export interface FargateSize {
  readonly vcpu: number;
  readonly memoryGB: number;
  /** As many as always run: what is asked for, within the limits that scaling has. */
  readonly tasks: number;
  readonly arm: boolean;
  /** Part of the tasks on Spot, 0 to 1. */
  readonly spot: number;
}

/** The size of a service; undefined where it is not known, and where other machines than Fargate's run it. */
export function fargateSizeOf(service: Resource, planned: PlannedResources): FargateSize | undefined {
  const definition = planned.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
  const cpu = numberOf(definition?.values["cpu"]);
  const memory = numberOf(definition?.values["memory"]);
  if (definition === undefined || cpu === undefined || memory === undefined) return undefined;
  if (!isOnFargate(service, definition)) return undefined;
  const tasks = tasksOf(service, planned);
  return {
    vcpu: cpu / 1024,
    memoryGB: memory / 1024,
    tasks,
    arm: textOf(objectOf(blocksOf(definition.values["runtime_platform"])[0])["cpu_architecture"]) === "ARM64",
    spot: spotPart(service, tasks),
  };
}

export function fargateUsd(size: FargateSize): number {
  const cpu = size.arm ? PRICES.fargateCpuArm : PRICES.fargateCpu;
  const memory = size.arm ? PRICES.fargateMemoryArm : PRICES.fargateMemory;
  const hour = cpu.usd * size.vcpu + memory.usd * size.memoryGB;
  return hour * HOURS_PER_MONTH * size.tasks * (1 - size.spot * (1 - SPOT_FACTOR));
}

function strategyOf(service: Resource) {
  return blocksOf(service.values["capacity_provider_strategy"]).map((block) => ({
    provider: textOf(block["capacity_provider"]) ?? "",
    base: numberOf(block["base"]) ?? 0,
    weight: numberOf(block["weight"]) ?? 0,
  }));
}

function isOnFargate(service: Resource, definition: Resource): boolean {
  const strategy = strategyOf(service);
  if (strategy.length > 0) return strategy.every(({ provider }) => provider.startsWith("FARGATE"));
  const launchType = textOf(service.values["launch_type"]);
  if (launchType === "EC2" || launchType === "EXTERNAL") return false;
  if (launchType === "FARGATE") return true;
  // Left to the cluster: whatever the definition was made for.
  const made = textsOf(definition.values["requires_compatibilities"]);
  return made.length === 0 || made.includes("FARGATE");
}

function tasksOf(service: Resource, planned: PlannedResources): number {
  const asked = numberOf(service.values["desired_count"]) ?? 0;
  const limits = scalingTargetOf(service, planned)?.values;
  const least = numberOf(limits?.["min_capacity"]) ?? asked;
  const most = numberOf(limits?.["max_capacity"]) ?? asked;
  return Math.min(Math.max(asked, least), Math.max(most, least));
}

/** Each provider gets its base first; the rest is shared by weight. */
function spotPart(service: Resource, tasks: number): number {
  let rest = tasks;
  const strategy = strategyOf(service).map((entry) => {
    const base = Math.min(rest, entry.base);
    rest -= base;
    return { ...entry, base, spot: entry.provider === "FARGATE_SPOT" };
  });
  const weights = strategy.reduce((sum, { weight }) => sum + weight, 0);
  if (tasks === 0 || weights === 0) return 0;
  const onSpot = strategy
    .filter(({ spot }) => spot)
    .reduce((sum, { base, weight }) => sum + base + (rest * weight) / weights, 0);
  return onSpot / tasks;
}
