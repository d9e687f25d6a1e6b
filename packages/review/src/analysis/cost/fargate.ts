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
  readonly windows: boolean;
  /** Ephemeral storage beyond the 20 GB that a task has without charge. */
  readonly extraStorageGB: number;
  /** Part of the tasks on Spot, 0 to 1. */
  readonly spot: number;
}

/** The size of a service; undefined where it is not known, and where it does not run on Fargate. */
export function fargateSizeOf(service: Resource, planned: PlannedResources): FargateSize | undefined {
  const definition = planned.resolve(service, service.values["task_definition"], "aws_ecs_task_definition");
  const cpu = numberOf(definition?.values["cpu"]);
  const memory = numberOf(definition?.values["memory"]);
  if (definition === undefined || cpu === undefined || memory === undefined) return undefined;
  if (!isOnFargate(service, definition)) return undefined;
  const tasks = tasksOf(service, planned);
  const platform = objectOf(blocksOf(definition.values["runtime_platform"])[0]);
  const storage = numberOf(objectOf(blocksOf(definition.values["ephemeral_storage"])[0])["size_in_gib"]) ?? 0;
  return {
    vcpu: cpu / 1024,
    memoryGB: memory / 1024,
    tasks,
    arm: textOf(platform["cpu_architecture"]) === "ARM64",
    windows: textOf(platform["operating_system_family"])?.startsWith("WINDOWS") === true,
    extraStorageGB: Math.max(0, storage - STORAGE_INCLUDED_GB),
    spot: spotPart(service, tasks),
  };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html */
const STORAGE_INCLUDED_GB = 20;

export function fargateUsd(size: FargateSize): number {
  const { cpu, memory } = ratesOf(size);
  const hour = cpu * size.vcpu + memory * size.memoryGB;
  const storage = PRICES.fargateStorage.usd * size.extraStorageGB;
  // Spot is cheaper by vCPU and memory.
  return (hour * (1 - size.spot * (1 - SPOT_FACTOR)) + storage) * HOURS_PER_MONTH * size.tasks;
}

/** US dollars per hour, by vCPU and by GB. */
function ratesOf({ arm, windows }: FargateSize): { readonly cpu: number; readonly memory: number } {
  if (windows)
    return {
      cpu: PRICES.fargateCpuWindows.usd + PRICES.fargateLicenceWindows.usd,
      memory: PRICES.fargateMemoryWindows.usd,
    };
  if (arm) return { cpu: PRICES.fargateCpuArm.usd, memory: PRICES.fargateMemoryArm.usd };
  return { cpu: PRICES.fargateCpu.usd, memory: PRICES.fargateMemory.usd };
}

/** Whether a service's tasks run on Fargate, as far as the plan shows. */
export function isFargateService(service: Resource, planned: PlannedResources): boolean {
  return isOnFargate(service, planned.resolve(service, service.values["task_definition"], "aws_ecs_task_definition"));
}

function strategyOf(service: Resource) {
  return blocksOf(service.values["capacity_provider_strategy"]).map((block) => ({
    provider: textOf(block["capacity_provider"]) ?? "",
    base: numberOf(block["base"]) ?? 0,
    weight: numberOf(block["weight"]) ?? 0,
  }));
}

function isOnFargate(service: Resource, definition: Resource | undefined): boolean {
  const strategy = strategyOf(service);
  if (strategy.length > 0) return strategy.every(({ provider }) => provider.startsWith("FARGATE"));
  const launchType = textOf(service.values["launch_type"]);
  if (launchType === "EC2" || launchType === "EXTERNAL") return false;
  if (launchType === "FARGATE") return true;
  // Left to the cluster: whatever the definition was made for.
  const made = textsOf(definition?.values["requires_compatibilities"]);
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
