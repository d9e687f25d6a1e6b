import { fewestTasks } from "../../../src/aws/fewest-tasks";
import { maximumPercent } from "../../../src/constructs/maximum-percent";
import { unhealthyMinutes, waitTimes, type RolloutTimes } from "../../../src/constructs/rollout-times";

const healthCheck = { intervalSeconds: 10, healthyThreshold: 2, unhealthyThreshold: 3 };
const usual: RolloutTimes = { graceSeconds: 60, healthCheck, drainSeconds: 35, stopTimeoutSeconds: 45 };

describe("what a rollout waits for", () => {
  test("is the provider's own time where that is enough", () => {
    expect(waitTimes(usual)).toEqual({});
    expect(unhealthyMinutes(60, healthCheck)).toBe(3);
  });

  test.each([
    [{ graceSeconds: 600 }, { create: "55m", update: "55m" }],
    [{ drainSeconds: 3600 }, { create: "140m", update: "140m", delete: "70m" }],
    [
      { graceSeconds: 7200, drainSeconds: 3600, stopTimeoutSeconds: 120 },
      { create: "615m", update: "615m", delete: "70m" },
    ],
  ])("is longer with %j", (changes, expected) => {
    expect(waitTimes({ ...usual, ...changes })).toEqual(expected);
  });

  test.each([0, 60, 150, 200, 600, 7200])(
    "lets a task start for its whole grace period of %i s before an alarm",
    (grace) => {
      const minutes = unhealthyMinutes(grace, healthCheck);
      expect(minutes * 60).toBeGreaterThan(grace + 30);
      // CloudWatch looks back at most a day.
      expect(minutes).toBeLessThanOrEqual(24 * 60);
    },
  );
});

describe("behind Cloud Map", () => {
  const night = { schedule: "cron(0 20 ? * * *)", timezone: "UTC", min: 1 };

  test("tasks are replaced in two waves, so that half of them serve while the health of the others arrives", () => {
    expect(maximumPercent({ desiredCount: 2 }, true)).toBe(150);
    expect(maximumPercent({ desiredCount: 2 }, false)).toBe(200);
  });

  test("one task is replaced as a whole, or ECS could never start another", () => {
    expect(maximumPercent({ desiredCount: 1 }, true)).toBe(200);
    expect(maximumPercent({ desiredCount: 4, scaling: { min: 1 } }, true)).toBe(200);
    expect(maximumPercent({ desiredCount: 4, scaling: { min: 2, scheduledActions: { night } } }, true)).toBe(200);
    expect(fewestTasks({ desiredCount: 1, scaling: { min: 3 } })).toBe(3);
  });
});
