import { DEFAULT_ENV, readServiceEnv } from "./service-env";

test("listens on 8080, drains 5 s, gives a request 25 s and an idle connection 65 s unless told otherwise", () => {
  expect(readServiceEnv({})).toEqual({
    value: {
      port: 8080,
      drainMilliseconds: 5_000,
      requestTimeoutMilliseconds: 25_000,
      keepAliveMilliseconds: 65_000,
    },
  });
  expect(readServiceEnv({})).toEqual({ value: DEFAULT_ENV });
});

test.each([
  [{ PORT: "1" }, { port: 1 }],
  [{ PORT: "65535" }, { port: 65_535 }],
  [{ HOST: "127.0.0.1" }, { host: "127.0.0.1" }],
  [{ DRAIN_SECONDS: "0" }, { drainMilliseconds: 0 }],
  [{ DRAIN_SECONDS: "0.25" }, { drainMilliseconds: 250 }],
  [{ DRAIN_SECONDS: "60" }, { drainMilliseconds: 60_000 }],
  [{ REQUEST_TIMEOUT_SECONDS: "1" }, { requestTimeoutMilliseconds: 1_000 }],
  [{ REQUEST_TIMEOUT_SECONDS: "28" }, { requestTimeoutMilliseconds: 28_000 }],
  [{ KEEP_ALIVE_TIMEOUT_SECONDS: "2" }, { keepAliveMilliseconds: 2_000 }],
  [{ KEEP_ALIVE_TIMEOUT_SECONDS: "4000" }, { keepAliveMilliseconds: 4_000_000 }],
])("takes %j", (env, expected) => {
  expect(readServiceEnv(env)).toEqual({ value: { ...DEFAULT_ENV, ...expected } });
});

test.each(["", "0", "65536", "-1", "80.5", "8080x", " 8080", "0x1F90", "1e3"])("refuses PORT=%j", (PORT) => {
  expect(readServiceEnv({ PORT })).toEqual({
    problems: [
      `PORT is ${JSON.stringify(PORT)}; it must be a whole number from 1 to 65535. ` +
        "Correct it, or leave it unset for 8080.",
    ],
  });
});

test.each([
  ["DRAIN_SECONDS", ["", "-1", "60.1", "5s", "Infinity", "."], "0 to 60", 5],
  ["REQUEST_TIMEOUT_SECONDS", ["0", "0.9", "29", "x"], "1 to 28", 25],
  ["KEEP_ALIVE_TIMEOUT_SECONDS", ["0", "1", "4001", "1e3"], "2 to 4000", 65],
])("refuses %s=%j", (name, values, range, fallback) => {
  for (const value of values) {
    expect(readServiceEnv({ [name]: value })).toEqual({
      problems: [
        `${name} is ${JSON.stringify(value)}; it must be a number of seconds from ${range}. ` +
          `Correct it, or leave it unset for ${fallback}.`,
      ],
    });
  }
});

test("names every problem at once", () => {
  const names = ["PORT", "DRAIN_SECONDS", "REQUEST_TIMEOUT_SECONDS", "KEEP_ALIVE_TIMEOUT_SECONDS"];
  expect(readServiceEnv(Object.fromEntries(names.map((name) => [name, "x"])))).toEqual({
    problems: names.map((name) => expect.stringContaining(`${name} is "x"`) as string),
  });
});

test("refuses a HOST that is no address", () => {
  expect(readServiceEnv({ HOST: "laptop" })).toEqual({
    problems: ['HOST is "laptop"; it must be an IP address. Correct it, or leave it unset for every interface.'],
  });
});
