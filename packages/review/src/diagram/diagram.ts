import { worldsOf } from "../analysis/worlds";
import { stackPlanOfSynthesized } from "../plan/from-synthesized";
import { stacksOf, type Synthesis } from "../planner/synthesis";
import { drawWorld } from "./draw-world";
import { toSvg } from "./svg";

/** The architecture of an environment as its synthesized JSON describes it, as SVG. */
export const diagramOf = (synthesis: Synthesis, environment: string): string => {
  const { app } = synthesis;
  const plans = stacksOf(synthesis, environment).map(({ name }) => stackPlanOfSynthesized(name, app, app));
  return toSvg(drawWorld(worldsOf(plans).after, `Architecture of ${environment}`));
};
