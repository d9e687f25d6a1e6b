import type { Check } from "./check";

/** Scaling bounds that contradict each other. */
export const checkScaling: Check = ({ environment, at }) =>
  environment.services.flatMap(({ name, scaling }) => {
    if (!scaling || scaling.min <= scaling.max) return [];
    const message = `got ${String(scaling.min)}, more than max ${String(scaling.max)}; give a min of at most max`;
    return [{ path: at(name, "scaling", "min"), message }];
  });
