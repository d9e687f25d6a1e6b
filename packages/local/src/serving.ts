import type { EcsService, Topology } from "@private-http-api/topology";
import type { Console } from "./console";
import { LocalFunctions } from "./functions/local-functions";
import type { ServedTopology } from "./local-run";
import type { LocalOptions } from "./options";
import { deadCalls, ServiceNames } from "./names/service-names";
import { EngineStarter } from "./tasks/engine-starter";
import { checkOwnProcesses, runCommands } from "./tasks/own-processes";
import { LocalStarter } from "./tasks/local-starter";
import { localContainers, readLocalValues } from "./tasks/local-values";
import { ProcessStarter } from "./tasks/process-starter";
import type { Reaper } from "./tasks/reaper";

export interface ServingProps {
  readonly options: LocalOptions;
  readonly project: string;
  readonly shellEnvironment: Readonly<Record<string, string | undefined>>;
  readonly console: Console;
  readonly reaper: Reaper;
  /** Identifies this run in what it starts. */
  readonly run: string;
}

/** Prepares the parts of a topology to run on this machine, according to the options and `http-api.local.json`. */
export class Serving {
  private functions: LocalFunctions | undefined;
  private readonly names = new ServiceNames();
  private readonly reported = new Set<string>();

  constructor(private readonly props: ServingProps) {}

  /** @throws UserError when an option names a service that the topology does not have */
  async of(topology: Topology): Promise<ServedTopology> {
    const { options, project, shellEnvironment, console, reaper, run } = this.props;
    checkOwnProcesses(topology.services, options);
    const { calls = [] } = topology;
    await this.names.open(calls);
    const local = localContainers(
      topology.services.filter(({ name }) => !Object.hasOwn(options.service, name)),
      readLocalValues(project),
      shellEnvironment,
      (container) => this.names.localValues(container, calls),
    );
    this.report([...openGaps(topology, options), ...deadCalls(calls), ...local.notes]);
    const asProcess = { project, shellEnvironment, reaper, run };
    const starter = options.containers
      ? new EngineStarter({ shellEnvironment, reaper, run })
      : new ProcessStarter(asProcess);
    const byCommand = new Map(
      [...runCommands(topology.services, options.run)].map(([container, command]) => [
        container,
        new ProcessStarter({ ...asProcess, command }),
      ]),
    );
    function identityOf({ zones, healthCheckGracePeriodSeconds, task }: EcsService): string {
      const containers = task.containers.map((one) => [local.containers.get(one) ?? one, byCommand.has(one)]);
      return JSON.stringify([zones, healthCheckGracePeriodSeconds, task, containers]);
    }
    const functions = {
      api: topology.api,
      shellEnvironment,
      reaper,
      writerFor: (name: string) => console.writerFor(name),
    };
    this.functions = new LocalFunctions(functions, this.functions);
    return {
      topology,
      identityOf,
      functions: this.functions,
      names: this.names,
      starter: new LocalStarter((container) => byCommand.get(container) ?? starter, local.containers),
    };
  }

  /** Prints each line once, however often the Terraform is read. */
  private report(lines: readonly string[]): void {
    for (const line of lines.filter((one) => !this.reported.has(one))) this.props.console.note(line);
    for (const line of lines) this.reported.add(line);
  }
}

/** Gaps of the topology, without those of services that an option provides. */
function openGaps({ gaps }: Topology, { service, run }: LocalOptions): readonly string[] {
  const named = Object.keys({ ...service, ...run });
  return gaps.filter((line) => !named.some((name) => line.includes(`--service ${name}=`)));
}
