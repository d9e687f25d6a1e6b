import { readSynthesized } from "@private-http-api/terraform-json";
import { readWholeTopology, type Topology, type TopologyOptions } from "@private-http-api/topology";
import { synthOutput } from "./stack-files";
import { SynthesizedApp } from "./synth";

/** A synth output with the stacks of a config. */
export function synthOutputOf(config: unknown): string {
  const app = new SynthesizedApp(config);
  return synthOutput(Object.fromEntries(app.ids.map((id) => [id, app.text(id)])));
}

/** The topology of a config's environment `dev`, as a local run reads it. */
export function topologyOf(config: unknown, options: Pick<TopologyOptions, "from"> = {}): Topology {
  const outdir = synthOutputOf(config);
  return readWholeTopology(readSynthesized(outdir, "dev"), outdir, options);
}
