import { type FSWatcher, watch } from "chokidar";
import { relative, resolve, sep } from "node:path";

export interface SourceWatcherProps {
  /** Files and folders. */
  readonly places: readonly string[];
  /** Folders within them that are followed by others, or written by the synthesis. */
  readonly left: () => readonly string[];
  /** Called once for changes that come together. */
  readonly changed: () => void;
  readonly note: (line: string) => void;
}

/** Changes that come this close together are one, in milliseconds. */
const quiet = 150;

/** What no synthesis reads: dependencies, what is built, tests, documents, logs, and everything hidden. */
const never =
  /(^|[/\\])(node_modules|dist|coverage|__tests__|docs|bench|\.[^/\\]+|[^/\\]+\.(md|log|tsbuildinfo))([/\\]|$)/;

/** Tells of changes in what Terraform is synthesized or read from. */
export class SourceWatcher {
  private readonly watcher: FSWatcher;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly props: SourceWatcherProps) {
    const places = props.places.map((place) => resolve(place));
    this.watcher = watch(places, {
      ignoreInitial: true,
      ignored: (path) => this.isIgnored(path, places),
    });
    this.watcher.on("all", (_event, path) => {
      // A folder that another one follows by now was watched here before.
      if (this.isIgnored(path, places)) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(props.changed, quiet);
    });
    this.watcher.once("error", (error) => {
      props.note(`Not every change of the sources will be seen (${String(error)}).`);
    });
    this.watcher.on("error", () => undefined);
  }

  ready(): Promise<void> {
    return new Promise((done) => {
      this.watcher.once("ready", done);
      this.watcher.once("error", () => {
        done();
      });
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.timer);
    await this.watcher.close();
  }

  private isIgnored(path: string, places: readonly string[]): boolean {
    const place = places.find((one) => path === one || path.startsWith(one + sep));
    if (place === undefined || path === place) return false;
    if (never.test(relative(place, path))) return true;
    return this.props
      .left()
      .some((folder) => !places.includes(folder) && (path === folder || path.startsWith(folder + sep)));
  }
}
