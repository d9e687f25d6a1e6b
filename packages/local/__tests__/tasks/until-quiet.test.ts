import { setTimeout as sleep } from "node:timers/promises";
import { untilQuiet } from "../../src/tasks/until-quiet";

test("all settled, whatever they came to", async () => {
  expect(await untilQuiet([Promise.resolve(), Promise.reject(new Error("no"))], 1000)).toBe(true);
  expect(await untilQuiet([], 1000)).toBe(true);
});

test("one that takes longer than the quiet time is not waited for, as long as others come it is", async () => {
  const started = Date.now();
  expect(await untilQuiet([sleep(100), sleep(200), sleep(5000, undefined, { ref: false })], 150)).toBe(false);
  expect(Date.now() - started).toBeGreaterThanOrEqual(340);
  expect(Date.now() - started).toBeLessThan(2000);
});
