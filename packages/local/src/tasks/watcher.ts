import { relative, sep } from "node:path";
import { FileWatch } from "../file-watch";

export interface WatcherProps {
  /** Service names by the folder that its image is built from. */
  readonly folders: ReadonlyMap<string, readonly string[]>;
  /** Builds what the folders' processes run, for example bundles; returns one line per problem. */
  readonly rebuild: () => Promise<readonly string[]>;
  /** Whether the service was restarted; if not, the reason has been printed. */
  readonly restart: (service: string) => Promise<boolean>;
  /** Runs one piece of work after the other. @default in a queue of its own */
  readonly serially?: (work: () => Promise<void>) => void;
  readonly note: (line: string) => void;
}

/** Changes within this time are handled together, in milliseconds. */
const quiet = 100;

/** Generated files and dependencies, which change without an edit. */
const ignored = /(^|[/\\])(node_modules|dist|coverage|\.git)([/\\]|$)/;

/** Rebuilds and restarts the services whose folder changes, one change after the other. */
export class Watcher {
  private readonly watch: FileWatch;
  private busy: Promise<void> = Promise.resolve();

  constructor(private readonly props: WatcherProps) {
    const folders = [...props.folders.keys()];
    this.watch = new FileWatch({
      places: folders,
      ignored: (path) => folders.some((folder) => ignored.test(relative(folder, path))),
      quietMilliseconds: quiet,
      changed: (paths) => {
        const services = this.servicesOf(paths);
        const work = (): Promise<void> => this.apply(services);
        if (props.serially !== undefined) props.serially(work);
        else this.busy = this.busy.then(work);
      },
      onGap: (error) => {
        props.note(
          `Some changes will not be noticed (${String(error)}); raise the limit of watched or open files: sysctl fs.inotify, ulimit -n.`,
        );
      },
    });
  }

  /** Resolves when changes are noticed from now on, as far as that is possible. */
  ready(): Promise<void> {
    return this.watch.ready();
  }

  close(): Promise<void> {
    return this.watch.close();
  }

  private servicesOf(paths: readonly string[]): readonly string[] {
    const found = paths.flatMap((path) =>
      [...this.props.folders].flatMap(([folder, services]) =>
        path === folder || path.startsWith(folder + sep) ? services : [],
      ),
    );
    return [...new Set(found)];
  }

  private async apply(services: readonly string[]): Promise<void> {
    const { rebuild, restart, note } = this.props;
    const started = Date.now();
    const problems = await rebuild();
    if (problems.length > 0) {
      for (const problem of problems) note(`${problem} (the tasks keep running unchanged)`);
      return;
    }
    for (const service of services) {
      if (await restart(service)) note(`${service} restarted after a change, ${Date.now() - started} ms.`);
    }
  }
}
