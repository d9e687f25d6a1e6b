import { readServiceEnv } from "./service-env";

test("listens on 8080 and drains 5 s unless told otherwise", () => {
  expect(readServiceEnv({})).toEqual({ value: { port: 8080, drainMilliseconds: 5_000 } });
  expect(readServiceEnv({ PORT: "65535", DRAIN_SECONDS: "0" })).toEqual({
    value: { port: 65_535, drainMilliseconds: 0 },
  });
  expect(readServiceEnv({ DRAIN_SECONDS: "0.25" })).toEqual({ value: { port: 8080, drainMilliseconds: 250 } });
});

test.each(["", "0", "65536", "-1", "80.5", "8080x", " 8080", "0x1F90", "1e3"])("refuses PORT=%j", (PORT) => {
  expect(readServiceEnv({ PORT })).toEqual({
    problems: [
      `PORT is ${JSON.stringify(PORT)}; it must be a whole number from 1 to 65535. ` +
        "Correct it, or leave it unset for 8080.",
    ],
  });
});

test.each(["", "-1", "20.1", "5s", "Infinity", "."])("refuses DRAIN_SECONDS=%j", (DRAIN_SECONDS) => {
  expect(readServiceEnv({ DRAIN_SECONDS })).toEqual({
    problems: [
      `DRAIN_SECONDS is ${JSON.stringify(DRAIN_SECONDS)}; it must be a number of seconds from 0 to 20. ` +
        "Correct it, or leave it unset for 5.",
    ],
  });
});

test("names every problem at once", () => {
  expect(readServiceEnv({ PORT: "x", DRAIN_SECONDS: "y" })).toEqual({
    problems: [expect.stringContaining("PORT"), expect.stringContaining("DRAIN_SECONDS")],
  });
});
