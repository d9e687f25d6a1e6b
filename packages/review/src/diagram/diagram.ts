import { type StackFile, stacksOf, SynthesizedApp } from "@private-http-api/terraform-json";
import { beforeAndAfter } from "../analysis/before-and-after";
import { stackPlanOfSynthesized } from "../plan/from-synthesized";
import { drawResources } from "./draw-resources";
import { toSvg } from "./svg";

/** The architecture of an environment as its synthesized JSON describes it, as SVG. */
export function diagramOf(stacks: readonly StackFile[], environment: string): string {
  const app = new SynthesizedApp(stacks);
  const plans = stacksOf(stacks, environment).map(({ name }) => stackPlanOfSynthesized(name, app, app));
  return toSvg(drawResources(beforeAndAfter(plans).after, `Architecture of ${environment}`));
}
