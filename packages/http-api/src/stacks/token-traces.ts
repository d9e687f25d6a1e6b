/**
 * Builds or synthesizes an app without the stack trace that CDKTF records for each token and shows in few of its errors:
 * that takes a sixth of a synthesis, and half of it in tests, where each trace is mapped to the sources. Errors that are
 * thrown meanwhile keep their stack traces.
 * @param build runs synchronously
 */
export function withoutTokenTraces<T>(build: () => T): T {
  const original = Object.getOwnPropertyDescriptor(Error, "captureStackTrace") ?? {};
  Error.captureStackTrace = () => undefined;
  try {
    return build();
  } finally {
    Object.defineProperty(Error, "captureStackTrace", original);
  }
}
