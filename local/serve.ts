import { join } from "node:path";
import { checkPort } from "./ports";
import type { Console } from "./console";
import { chooseEnvironment } from "./environments";
import { LocalRun } from "./local-run";
import type { LocalOptions } from "./options";
import { startTable } from "./start-table";
import { EngineStarter } from "./tasks/engine-starter";
import { ProcessStarter } from "./tasks/process-starter";
import { Reaper } from "./tasks/reaper";
import { readStates } from "./topology/state";
import { readSynthesized } from "./topology/synthesized";
import { readTopology, type Topology } from "./topology/topology";

export interface ServeProps {
  readonly options: LocalOptions;
  /** The project's folder. */
  readonly project: string;
  readonly shellEnvironment: Readonly<Record<string, string | undefined>>;
  readonly console: Console;
  /** Id of this process; makes container names unique. */
  readonly processId: number;
}

/** A run that can be ended. */
export interface Served {
  stop(): Promise<void>;
  kill(): void;
}

/** Reads the topology, starts it and says where it is. */
export async function serve(props: ServeProps, started: (served: Served) => void): Promise<void> {
  const { options, project, shellEnvironment, console } = props;
  const topology = read(options, project);
  await checkPort(options.port, "--port");
  const reaper = new Reaper();
  const starter = options.containers
    ? new EngineStarter({ shellEnvironment, reaper, run: String(props.processId) })
    : new ProcessStarter({ project, shellEnvironment, reaper });
  const run = new LocalRun({
    topology,
    starter,
    auth: options.auth ? "enforced" : "off",
    accessLog: (line) => {
      console.access(line);
    },
    writerFor: (service) => console.writerFor(service),
    note: (line) => {
      console.note(line);
    },
  });
  started({
    stop: async () => {
      await run.stop();
      reaper.close();
    },
    kill: () => {
      run.kill();
      reaper.close();
    },
  });
  await run.start(options.port);
  console.print(greeting(run, options, console));
}

function read(options: LocalOptions, project: string): Topology {
  if (options.state !== undefined) return readTopology(readStates(options.state), project);
  const outdir = join(project, "cdktf.out");
  return readTopology(readSynthesized(outdir, chooseEnvironment(outdir, options.environment)), project);
}

function greeting(run: LocalRun, options: LocalOptions, { colors }: Console): string {
  const { topology, fleet } = run;
  const tasksOf = (name: string): readonly string[] =>
    fleet.services.filter(({ service }) => service.name === name).flatMap(({ tasks }) => tasks.map(({ id }) => id));
  const url = `http://localhost:${options.port}`;
  return [
    "",
    startTable(topology, tasksOf, colors),
    ...(options.auth ? [] : [colors.yellow("Authorization is off (--no-auth): every request passes.")]),
    `${topology.api.name} answers at ${colors.bold(url)}`,
    "",
  ].join("\n");
}
