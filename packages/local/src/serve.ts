import { PageServer } from "./page/page-server";
import { RequestLog } from "./page/request-log";
import { viewOf } from "./page/topology-view";
import { FailureNotes } from "./failure-notes";
import { checkPort, portProblem } from "./ports";
import type { Console } from "./console";
import {
  chooseEnvironment,
  readPlanned,
  readStates,
  readSynthesized,
  type Terraform,
} from "@private-http-api/terraform-json";
import { LocalRun } from "./local-run";
import { LocalFunctions } from "./functions/local-functions";
import type { LocalOptions } from "./options";
import { curlLines, startTable } from "./start-table";
import { EngineStarter } from "./tasks/engine-starter";
import { checkOwnProcesses, runCommands } from "./tasks/own-processes";
import { LocalStarter } from "./tasks/local-starter";
import { localContainers, readLocalValues } from "./tasks/local-values";
import { ProcessStarter } from "./tasks/process-starter";
import { Reaper } from "./tasks/reaper";
import type { Watcher } from "./tasks/watcher";
import { readTopology, type Topology } from "@private-http-api/topology";
import { watchServices } from "./watch";

export interface ServeProps {
  readonly options: LocalOptions;
  /** The project's folder. */
  readonly project: string;
  /** Where the stacks are synthesized, of a deployed environment too. */
  readonly outdir: string;
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
  const topology = read(props);
  checkOwnProcesses(topology.services, options);
  for (const gap of openGaps(topology, options)) console.note(gap);
  const local = localContainers(
    topology.services.filter(({ name }) => !Object.hasOwn(options.service, name)),
    readLocalValues(project),
    shellEnvironment,
  );
  for (const note of local.notes) console.note(note);
  await checkPort(options.port, "--port");
  await checkPort(options.pagePort, "--page-port");
  // A process id may come again: the time tells this run from an earlier one.
  const runName = `${props.processId}-${Date.now().toString(36)}`;
  const reaper = new Reaper(shellEnvironment, runName);
  const requests = new RequestLog();
  const failures = new FailureNotes((line) => {
    console.note(line);
  });
  const asProcess = { project, shellEnvironment, reaper, run: runName };
  const starter = options.containers
    ? new EngineStarter({ shellEnvironment, reaper, run: runName })
    : new ProcessStarter(asProcess);
  const commands = [...runCommands(topology.services, options.run)];
  const byCommand = new Map(
    commands.map(([container, command]) => [container, new ProcessStarter({ ...asProcess, command })]),
  );
  const output = { writerFor: (name: string) => console.writerFor(name) };
  const run = new LocalRun({
    topology,
    starter: new LocalStarter((container) => byCommand.get(container) ?? starter, local.containers),
    attached: options.service,
    commanded: new Set(Object.keys(options.run)),
    functions: new LocalFunctions({ ...output, api: topology.api, shellEnvironment, reaper }),
    auth: options.auth ? "enforced" : "off",
    onExchange: (record) => {
      requests.add(record);
      failures.add(record);
    },
    accessLog: (line) => {
      console.access(line);
    },
    ...output,
    note: (line) => {
      console.note(line);
    },
  });
  const url = `http://localhost:${options.port}`;
  const page = new PageServer(() =>
    viewOf({ topology, balancers: run.balancers, services: run.fleet.services, requests: requests.latest, url }),
  );
  let watcher: Watcher | undefined;
  started({
    stop: async () => {
      await watcher?.close();
      await run.stop();
      page.close();
      reaper.close();
    },
    kill: () => {
      run.kill();
      reaper.close();
    },
  });
  if (!(await run.start(options.port))) return;
  await page.listen(options.pagePort).catch((error: unknown) => {
    throw portProblem(options.pagePort, "--page-port", error as NodeJS.ErrnoException);
  });
  if (options.watch) {
    function note(line: string): void {
      console.note(line);
    }
    watcher = await watchServices({ topology, fleet: run.fleet, project, note });
  }
  console.print(greeting(run, options, url, console));
}

function read(props: ServeProps): Topology {
  const { options, project, outdir } = props;
  return readTopology(readTerraform(props), project, { outdir, api: options.api });
}

function readTerraform({ options, outdir }: ServeProps): Terraform {
  if (options.state !== undefined) return readStates(options.state);
  if (options.plan !== undefined) return readPlanned(options.plan);
  return readSynthesized(outdir, chooseEnvironment(outdir, options.environment));
}

/** What is said of a registry that nothing registers with is settled by an option that names it. */
function openGaps({ gaps }: Topology, { service, run }: LocalOptions): readonly string[] {
  const named = Object.keys({ ...service, ...run });
  return gaps.filter((line) => !named.some((name) => line.includes(`--service ${name}=`)));
}

function greeting({ topology, fleet }: LocalRun, options: LocalOptions, url: string, { colors }: Console): string {
  function tasksOf(name: string): readonly string[] {
    return fleet.services
      .filter(({ service }) => service.name === name)
      .flatMap(({ tasks }) => tasks.map(({ id }) => id));
  }
  return [
    "",
    startTable(topology, tasksOf, colors),
    ...(options.auth ? [] : [colors.yellow("Authorization is off (--no-auth): every request passes.")]),
    `${topology.api.name} answers at ${colors.bold(url)}, and shows itself at ${colors.bold(`http://localhost:${options.pagePort}/_local/`)}`,
    ...curlLines(topology, url),
    "",
  ].join("\n");
}
