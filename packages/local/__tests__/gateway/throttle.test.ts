import fc from "fast-check";
import { StageThrottle, TokenBucket } from "../../src/gateway/throttle";

test("a bucket lets a burst pass, then refills by its rate", () => {
  const bucket = new TokenBucket({ burst: 2, rate: 10 }, 0);
  expect([bucket.take(0), bucket.take(0), bucket.take(0)]).toEqual([true, true, false]);
  expect(bucket.take(99)).toBe(false);
  expect(bucket.take(200)).toBe(true);
  expect([bucket.take(60_000), bucket.take(60_000), bucket.take(60_000)]).toEqual([true, true, false]);
});

test("a bucket of 0, as an unset throttle can become, lets nothing pass", () => {
  expect(new TokenBucket({ burst: 0, rate: 0 }, 0).take(1000)).toBe(false);
});

test("a route with settings of its own has its own bucket, the others share the stage's", () => {
  const throttle = new StageThrottle(
    {
      name: "$default",
      variables: {},
      throttle: { burst: 1, rate: 1 },
      routeThrottles: { "GET /slow": { burst: 1, rate: 1 } },
    },
    0,
  );
  expect(throttle.bucketOf("GET /a")).toBe(throttle.bucketOf("GET /b"));
  expect(throttle.bucketOf("GET /slow")).not.toBe(throttle.bucketOf("GET /a"));
});

test("no more pass in any time than burst and rate allow", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.integer({ min: 0, max: 50 }), { maxLength: 200 }),
      (burst, rate, pauses) => {
        const bucket = new TokenBucket({ burst, rate }, 0);
        let now = 0;
        let passed = 0;
        for (const pause of pauses) {
          now += pause;
          if (bucket.take(now)) passed += 1;
        }
        expect(passed).toBeLessThanOrEqual(burst + (rate * now) / 1000 + 1e-6);
      },
    ),
  );
});
