import type { Check } from "./check";

/** Memory in MiB that Fargate pairs with a CPU size: from, to, step [Amazon ECS task definition parameters for Fargate]. */
const MEMORY_BY_CPU: Readonly<Record<number, { from: number; to: number; step: number }>> = {
  512: { from: 1024, to: 4096, step: 1024 },
  1024: { from: 2048, to: 8192, step: 1024 },
  2048: { from: 4096, to: 16384, step: 1024 },
  4096: { from: 8192, to: 30720, step: 1024 },
  8192: { from: 16384, to: 61440, step: 4096 },
  16384: { from: 32768, to: 122880, step: 8192 },
};

/** A combination of CPU and memory that Fargate does not offer. */
export const checkFargateSizes: Check = ({ environment, at }) =>
  environment.services.flatMap(({ name, cpu, memoryMiB }) => {
    const allowed = MEMORY_BY_CPU[cpu];
    const fits = allowed
      ? memoryMiB >= allowed.from && memoryMiB <= allowed.to && (memoryMiB - allowed.from) % allowed.step === 0
      : [512, 1024, 2048].includes(memoryMiB);
    if (fits) return [];
    const choice = allowed
      ? `${String(allowed.from)} to ${String(allowed.to)} in steps of ${String(allowed.step)}`
      : "512, 1024 or 2048";
    const message = `got ${String(memoryMiB)} with cpu ${String(cpu)}, a combination that Fargate does not offer; give ${choice}, or another cpu`;
    return [{ path: at(name, "memoryMiB"), message }];
  });
