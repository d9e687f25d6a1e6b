import { type FSWatcher, watch } from "chokidar";
import { relative, sep } from "node:path";

export interface WatcherProps {
  /** Service names by the folder that its image is built from. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Makes what the folders' processes run, e.g. bundles; gives one line a problem. */
  readonly rebuild: () => Promise<readonly string[]>;
  /** Whether the service was restarted; if not, the reason has been printed. */
  readonly restart: (service: string) => Promise<boolean>;
  /** Runs one piece of work after the other. @default a row of its own */
  readonly serially?: (work: () => Promise<void>) => void;
  readonly note: (line: string) => void;
}

/** Changes that come this close together are one, in milliseconds: an editor that saves all, a checkout. */
const quiet = 100;

/** What is made from the sources, and what others bring, changes without anybody having written it. */
const ignored = /(^|[/\\])(node_modules|dist|coverage|\.git)([/\\]|$)/;

/** Rebuilds and restarts the services whose folder changes, one change after the other. */
export class Watcher {
  private readonly watcher: FSWatcher;
  private readonly changed = new Set<string>();
  private timer: NodeJS.Timeout | undefined;
  private busy: Promise<void> = Promise.resolve();

  constructor(private readonly props: WatcherProps) {
    const folders = [...props.folders.keys()];
    this.watcher = watch(folders, {
      ignoreInitial: true,
      ignored: (path) => folders.some((folder) => ignored.test(relative(folder, path))),
    });
    this.watcher.on("all", (_event, path) => {
      this.onChange(path);
    });
    // It may come for every folder: once is enough.
    this.watcher.once("error", (error) => {
      props.note(
        `Not every change will be seen (${String(error)}); a higher limit of watched or open files helps: sysctl fs.inotify, ulimit -n.`,
      );
    });
    this.watcher.on("error", () => undefined);
  }

  /** Resolves when changes are seen from now on, as far as they can be. */
  ready(): Promise<void> {
    return new Promise((resolve) => {
      this.watcher.once("ready", resolve);
      this.watcher.once("error", () => {
        resolve();
      });
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.watcher.close();
  }

  private onChange(path: string): void {
    for (const [folder, services] of this.props.folders) {
      if (path === folder || path.startsWith(folder + sep)) for (const service of services) this.changed.add(service);
    }
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const services = [...this.changed];
      this.changed.clear();
      const work = (): Promise<void> => this.apply(services);
      if (this.props.serially !== undefined) this.props.serially(work);
      else this.busy = this.busy.then(work);
    }, quiet);
  }

  private async apply(services: readonly string[]): Promise<void> {
    const { rebuild, restart, note } = this.props;
    const started = Date.now();
    const problems = await rebuild();
    if (problems.length > 0) {
      for (const problem of problems) note(`${problem} (the tasks go on with what they have)`);
      return;
    }
    for (const service of services) {
      if (await restart(service)) note(`${service} restarted after a change, ${Date.now() - started} ms.`);
    }
  }
}
