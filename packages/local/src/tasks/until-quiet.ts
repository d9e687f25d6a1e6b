/**
 * Resolves with true when all promises are settled, with false when none of them settled for that long.
 * @param milliseconds counted from the start, and again from each promise that is settled
 */
export function untilQuiet(promises: readonly Promise<unknown>[], milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    let open = promises.length;
    const giveUp = setTimeout(() => {
      resolve(false);
    }, milliseconds);
    function end(): void {
      if (open > 0) return;
      clearTimeout(giveUp);
      resolve(true);
    }
    function count(): void {
      open -= 1;
      giveUp.refresh();
      end();
    }
    for (const promise of promises) promise.then(count, count);
    end();
  });
}
