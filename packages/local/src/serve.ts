import { ISSUER_PATH, IssuerRoutes } from "./issuer/issuer-routes";
import { LocalIssuer } from "./issuer/local-issuer";
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
import { LocalRun, servesApiOf } from "./local-run";
import type { LocalOptions } from "./options";
import { Serving } from "./serving";
import { curlLines, startTable } from "./start-table";
import { giveFault } from "./tasks/faults-on-demand";
import { Reaper } from "./tasks/reaper";
import { readTopology, type Topology } from "@private-http-api/topology";
import { Watch } from "./watch";

export interface ServeProps {
  readonly options: LocalOptions;
  /** The project's folder. */
  readonly project: string;
  /** Folder of the synthesized stacks, also for a deployed environment. */
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

/** Reads the topology, starts it and prints its addresses. */
export async function serve(props: ServeProps, started: (served: Served) => void): Promise<void> {
  const { options, project, shellEnvironment, console } = props;
  // Process ids are reused: the time distinguishes this run from an earlier one.
  const runName = `${props.processId}-${Date.now().toString(36)}`;
  const reaper = new Reaper(shellEnvironment, runName);
  const serving = new Serving({ options, project, shellEnvironment, console, reaper, run: runName });
  const first = await serving.of(read(props));
  await checkPort(options.port, "--port");
  await checkPort(options.pagePort, "--page-port");
  const requests = new RequestLog();
  function note(line: string): void {
    console.note(line);
  }
  const failures = new FailureNotes(note);
  const issuer = options.issuer === true ? await LocalIssuer.create() : undefined;
  const run = new LocalRun({
    ...first,
    attached: options.service,
    commanded: new Set(Object.keys(options.run)),
    auth: options.auth ? "enforced" : "off",
    trusted: issuer?.trusted,
    from: options.from,
    onExchange: (record, trace) => {
      requests.add(record, trace);
      failures.add(record);
    },
    accessLog: (line) => {
      console.access(line);
    },
    writerFor: (name) => console.writerFor(name),
    note,
  });
  const url = `http://localhost:${options.port}`;
  const page = new PageServer({
    view: () =>
      viewOf({
        topology: run.topology,
        endpoint: run.endpoint,
        balancers: run.balancers,
        services: run.fleet.services,
        url,
      }),
    log: requests,
    giveFault: (order) => giveFault(run.fleet.services, order),
    issuer: issuer === undefined ? undefined : new IssuerRoutes(issuer, () => run.topology.api),
  });
  let watch: Watch | undefined;
  started({
    stop: async () => {
      await watch?.close();
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
  if (options.watch === true) {
    watch = new Watch({ ...props, run, note, read: () => serving.of(read(props)) });
    await watch.begin();
  }
  console.print(greeting(run, options, url, console));
}

function read(props: ServeProps): Topology {
  const { options, project, outdir } = props;
  return readTopology(readTerraform(props), project, { outdir, api: options.api, from: options.from });
}

function readTerraform({ options, outdir }: ServeProps): Terraform {
  if (options.state !== undefined) return readStates(options.state);
  if (options.plan !== undefined) return readPlanned(options.plan);
  return readSynthesized(outdir, chooseEnvironment(outdir, options.environment));
}

function greeting({ topology, fleet }: LocalRun, options: LocalOptions, url: string, { colors }: Console): string {
  function tasksOf(name: string): readonly string[] {
    return fleet.services
      .filter(({ service }) => service.name === name)
      .flatMap(({ tasks }) => tasks.map(({ id }) => id));
  }
  if (options.from !== undefined && !servesApiOf(topology, options.from))
    return consumerGreeting(options.from, url, options, colors);
  return [
    "",
    startTable(topology, tasksOf, colors),
    ...(options.auth ? [] : [colors.yellow("Authorization is off (--no-auth): every request is accepted.")]),
    ...(options.issuer
      ? [`Tokens: npm run token, or POST http://localhost:${options.pagePort}${ISSUER_PATH}/token`]
      : []),
    `${topology.api.name} answers at ${colors.bold(url)}, its page at ${colors.bold(`http://localhost:${options.pagePort}/_local/`)}`,
    ...curlLines(topology, url, { auth: options.auth }),
    "",
  ].join("\n");
}

function consumerGreeting(from: string, url: string, { pagePort }: LocalOptions, { bold }: Console["colors"]): string {
  return [
    "",
    `The services behind PrivateLink answer at ${bold(url)} as ${from} sees them, without the API and its authorizers.`,
    `The page is at ${bold(`http://localhost:${String(pagePort)}/_local/`)}`,
    "",
  ].join("\n");
}
