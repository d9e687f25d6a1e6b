import { type FSWatcher, watch } from "chokidar";

export interface FileWatchProps {
  /** Files and folders. */
  readonly places: readonly string[];
  readonly ignored: (path: string) => boolean;
  /** Changes within this time are reported together, in milliseconds: an editor that saves all files, a checkout. */
  readonly quietMilliseconds: number;
  /** Called with the paths that changed together. */
  readonly changed: (paths: readonly string[]) => void;
  /** Called once if some changes will not be noticed. */
  readonly onGap: (error: unknown) => void;
}

/** Reports changes in files. */
export class FileWatch {
  private readonly watcher: FSWatcher;
  private readonly paths = new Set<string>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly props: FileWatchProps) {
    const { places, ignored, onGap } = props;
    this.watcher = watch([...places], { ignoreInitial: true, ignored });
    this.watcher.on("all", (_event, path) => {
      // Which paths are ignored may have changed since the watch began.
      if (!ignored(path)) this.onChange(path);
    });
    // There may be one per folder: once is enough.
    this.watcher.once("error", onGap);
    this.watcher.on("error", () => undefined);
  }

  /** Resolves when changes are noticed from now on, as far as that is possible. */
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
    this.paths.add(path);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const paths = [...this.paths];
      this.paths.clear();
      this.props.changed(paths);
    }, this.props.quietMilliseconds);
  }
}
