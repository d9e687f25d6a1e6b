import { type ChildProcess, spawn } from "node:child_process";
import { MARK_VARIABLE } from "./task-mark";

/** An engine completes the container that it is creating when the command that asked for it is killed: tries, one a second. */
const REMOVAL_TRIES = 30;

/**
 * Ends the tasks when this process dies without time to do so, for example by SIGKILL. A small shell reads from a pipe of
 * this process; when the pipe ends, it kills everything that it was told to watch and not to forget. A signal to this
 * process's group does not reach it.
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
containers=''
for what in $known; do
  case "$what" in
    run:*) mark="\${what#run:}" ;;
    group:*) kill -s KILL -- "-\${what#group:}" 2>/dev/null ;;
    *) containers="$containers $what" ;;
  esac
done
[ -n "$mark" ] && for environ in $(grep -lazE "^${MARK_VARIABLE}=$mark:" /proc/[0-9]*/environ 2>/dev/null); do
  pid="\${environ#/proc/}"
  kill -s KILL "\${pid%%/environ}" 2>/dev/null
done
tries=${REMOVAL_TRIES}
while [ -n "$containers" ] && [ "$tries" -gt 0 ]; do
  left=''
  for what in $containers; do
    engine="\${what%%:*}" name="\${what#*:}"
    { "$engine" container inspect "$name" && "$engine" rm -f "$name"; } >/dev/null 2>&1 || left="$left $what"
  done
  containers="$left"
  tries=$((tries - 1))
  [ -z "$left" ] || sleep 1
done
`;

export class Reaper {
  private readonly shell: ChildProcess;

  /**
   * @param env environment of the shell, with the address of the container engine
   * @param run the run whose marked processes are ended too
   */
  constructor(env: NodeJS.ProcessEnv, run?: string) {
    this.shell = spawn("sh", ["-c", script], { env, detached: true, stdio: ["pipe", "ignore", "ignore"] });
    // If no shell can be started, no task could either, and that was reported.
    this.shell.on("error", () => undefined);
    this.shell.stdin?.on("error", () => undefined);
    this.shell.unref();
    if (run !== undefined) this.watch(`run:${run}`);
  }

  /** @param pid of the group's first process; `undefined` if it could not be started */
  watchGroup(pid: number | undefined): () => void {
    return pid === undefined ? () => undefined : this.watch(`group:${pid}`);
  }

  /** @param engine `docker` or `podman` */
  watchContainer(engine: string, name: string): () => void {
    return this.watch(`${engine}:${name}`);
  }

  /** Called when everything has ended cleanly. */
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
