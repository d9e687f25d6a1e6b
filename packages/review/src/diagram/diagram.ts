import { beforeAndAfter } from "../analysis/before-and-after";
import { stackPlanOfSynthesized } from "../plan/from-synthesized";
import { stacksOf, type Synthesis } from "../planner/synthesis";
import { drawResources } from "./draw-resources";
import { toSvg } from "./svg";

/** The architecture of an environment as its synthesized JSON describes it, as SVG. */
export const diagramOf = (synthesis: Synthesis, environment: string): string => {
  const { app } = synthesis;
  const plans = stacksOf(synthesis, environment).map(({ name }) => stackPlanOfSynthesized(name, app, app));
  return toSvg(drawResources(beforeAndAfter(plans).after, `Architecture of ${environment}`));
};
