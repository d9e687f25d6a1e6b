import { type ChildProcess, spawn } from "node:child_process";
import { MARK_VARIABLE } from "./task-mark";

/**
 * Ends the tasks when this process dies in a way that leaves it no time, by SIGKILL for one. A small shell waits on a pipe
 * of ours; when the pipe ends it kills what it was told of and was not told to forget. A signal to our process group
 * does not reach it.
 */
const script = `
trap '' INT TERM HUP
known=' '
while read -r verb what; do
  case "$verb" in
    watch) known="$known$what " ;;
    forget) known="\${known%% $what *} \${known#* $what }" ;;
  esac
done
mark=''
for what in $known; do
  case "$what" in
    run:*) mark="\${what#run:}" ;;
    group:*) kill -s KILL -- "-\${what#group:}" 2>/dev/null ;;
    *) "\${what%%:*}" rm -f "\${what#*:}" >/dev/null 2>&1 ;;
  esac
done
[ -n "$mark" ] && for environ in $(grep -lazE "^${MARK_VARIABLE}=$mark:" /proc/[0-9]*/environ 2>/dev/null); do
  pid="\${environ#/proc/}"
  kill -s KILL "\${pid%%/environ}" 2>/dev/null
done
`;

export class Reaper {
  private readonly shell: ChildProcess;

  /**
   * @param env of the shell: it says where the containers' engine is
   * @param run the run whose marked processes end too
   */
  constructor(env: NodeJS.ProcessEnv, run?: string) {
    this.shell = spawn("sh", ["-c", script], { env, detached: true, stdio: ["pipe", "ignore", "ignore"] });
    // A machine that cannot start a shell has said so already, by the tasks that did not start.
    this.shell.on("error", () => undefined);
    this.shell.stdin?.on("error", () => undefined);
    this.shell.unref();
    if (run !== undefined) this.watch(`run:${run}`);
  }

  watchGroup(pid: number): () => void {
    return this.watch(`group:${pid}`);
  }

  /** @param engine `docker` or `podman` */
  watchContainer(engine: string, name: string): () => void {
    return this.watch(`${engine}:${name}`);
  }

  /** Everything has ended in order. */
  close(): void {
    this.shell.stdin?.end();
  }

  private watch(what: string): () => void {
    this.shell.stdin?.write(`watch ${what}\n`);
    return () => {
      this.shell.stdin?.write(`forget ${what}\n`);
    };
  }
}
