import { bundle, synthesize, UserError } from "@private-http-api/cli-kit";
import type { FileWatch } from "./file-watch";
import type { LocalRun, ServedTopology } from "./local-run";
import type { LocalOptions } from "./options";
import { watchSources } from "./watch-sources";
import { Watcher } from "./tasks/watcher";
import { watchedFolders } from "./watched-folders";

export interface WatchProps {
  readonly options: LocalOptions;
  readonly run: LocalRun;
  readonly project: string;
  readonly outdir: string;
  readonly shellEnvironment: Readonly<Record<string, string | undefined>>;
  readonly note: (line: string) => void;
  /** Reads the Terraform again, and prepares its parts to run. */
  readonly read: () => Promise<ServedTopology>;
}

/**
 * Watches the sources: the tasks of a service restart one by one when its folder changes, or a package of the project that it
 * depends on. When anything else in the project changes, it is synthesized again, and what is served is swapped; the same
 * happens when a state or a plan is written again.
 */
export class Watch {
  private services: Watcher | undefined;
  private sources: FileWatch | undefined;
  private folders: ReadonlyMap<string, readonly string[]> = new Map();
  /** One change after the other. */
  private busy: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(private readonly props: WatchProps) {}

  /** Resolves when changes are noticed from now on. */
  async begin(): Promise<void> {
    await this.followServices();
    const { options, project, outdir, note } = this.props;
    const given = [...(options.state ?? []), ...(options.plan === undefined ? [] : [options.plan])];
    const places = given.length > 0 ? given.filter((place) => place !== "-") : [options.synth ? project : outdir];
    this.sources = watchSources({
      places,
      left: () => (given.length > 0 || !options.synth ? [] : [outdir, ...this.folders.keys()]),
      changed: () => {
        this.serially(() => this.reload());
      },
      note,
    });
    await this.sources.ready();
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.services?.close(), this.sources?.close()]);
  }

  private serially(work: () => Promise<void>): void {
    this.busy = this.busy.then(async () => {
      if (!this.closed) await work();
    });
  }

  private async followServices(): Promise<void> {
    const { run, project, note } = this.props;
    const folders = watchedFolders(run.topology, project);
    if (JSON.stringify([...folders]) === JSON.stringify([...this.folders])) return;
    this.folders = folders;
    await this.services?.close();
    this.services = new Watcher({
      folders,
      rebuild: () => linesOf(() => bundle(project)),
      restart: async (name) =>
        (await run.fleet.services.find(({ service }) => service.name === name)?.replaceAll()) ?? false,
      serially: (work) => {
        this.serially(work);
      },
      note,
    });
    await this.services.ready();
  }

  private async reload(): Promise<void> {
    const { options, run, project, outdir, shellEnvironment: env, note, read } = this.props;
    const started = Date.now();
    const isSynthesized = options.state === undefined && options.plan === undefined;
    const before = JSON.stringify(run.topology);
    let changes: readonly string[] = [];
    const problems = await linesOf(async () => {
      if (isSynthesized && options.synth)
        await synthesize({ project, outdir, env: { ...env, HTTP_API_IMAGES: "none" } });
      changes = await run.swap(await read());
    });
    for (const problem of problems) note(`${problem} (what was served before is still served)`);
    if (problems.length > 0) return;
    await this.followServices();
    if (changes.length === 0 && before === JSON.stringify(run.topology)) return;
    const what = isSynthesized && options.synth ? "Synthesized again" : "Read again";
    const done = changes.length === 0 ? "no task restarted" : changes.join(", ");
    note(`${what} after a change, ${Date.now() - started} ms: routes and rules are swapped, ${done}.`);
  }
}

/** The problems of a piece of work, one line each; empty if there are none. */
async function linesOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  try {
    await work();
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.lines;
    throw error;
  }
}
