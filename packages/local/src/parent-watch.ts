/** How often a run checks whether its parent is alive, in milliseconds. */
const pause = 500;

/**
 * Calls `ended` once when the parent process has ended without a signal to this one, as npm does when it is killed by
 * SIGKILL: this process then has another parent.
 */
export function watchParent(parentId: () => number, ended: () => void): void {
  const parent = parentId();
  const timer = setInterval(() => {
    if (parentId() === parent) return;
    clearInterval(timer);
    ended();
  }, pause);
  timer.unref();
}
