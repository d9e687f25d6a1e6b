import { watchParent } from "../src/parent-watch";

test("another parent means that the first one has ended, told once", () => {
  jest.useFakeTimers();
  let parent = 100;
  const ended = jest.fn();
  watchParent(() => parent, ended);
  jest.advanceTimersByTime(5_000);
  expect(ended).not.toHaveBeenCalled();
  parent = 1;
  jest.advanceTimersByTime(5_000);
  expect(ended).toHaveBeenCalledTimes(1);
  jest.useRealTimers();
});
