/**
 * Time limit for an end-to-end test and its hooks: long enough that only a test that hangs reaches it. Tests of durations
 * measure them themselves.
 */
jest.setTimeout(900_000);
