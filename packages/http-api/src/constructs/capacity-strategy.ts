/** How tasks are spread over FARGATE and FARGATE_SPOT. */
export interface ServiceCapacity {
  /** Share of the tasks above the base that run on Spot, 0 to 100. */
  readonly spotPercent: number;
  /** Tasks that run on FARGATE before any runs on Spot. */
  readonly base: number;
}

/** The same as capacity providers with weights; AWS may interrupt Spot with two minutes' notice. */
export function capacityStrategy({ spotPercent, base }: ServiceCapacity = { spotPercent: 0, base: 0 }) {
  if (spotPercent === 0) return [{ capacityProvider: "FARGATE", weight: 1 }];
  const divisor = greatestCommonDivisor(spotPercent, 100);
  return [
    { capacityProvider: "FARGATE", base, weight: (100 - spotPercent) / divisor },
    { capacityProvider: "FARGATE_SPOT", weight: spotPercent / divisor },
  ];
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
