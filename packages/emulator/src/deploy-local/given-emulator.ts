import type { CloudRecord } from "./record";

/** Time limit for an emulator's response, in milliseconds: emulators are on this machine. */
const patience = 5_000;

/** Endpoint of the emulator if the cloud did not start it (`AWS_ENDPOINT_URL`). */
export function givenEndpoint(record: CloudRecord): string | undefined {
  return "emulator" in record.processes ? undefined : record.endpoint;
}

/** Whether an HTTP server answers there. */
export async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, { signal: AbortSignal.timeout(patience) }).then(
    () => true,
    () => false,
  );
}

/**
 * Throws if the emulator that `AWS_ENDPOINT_URL` names, or named at the earlier deploy, cannot be used.
 * @param given the variable's value
 */
export async function checkGivenEmulator(given: string | undefined, earlier: CloudRecord | undefined): Promise<void> {
  if (earlier && given !== undefined && given !== earlier.endpoint) {
    throw new Error(
      `AWS_ENDPOINT_URL is ${given}, but the deployment is in ${earlier.endpoint}: unset it, or run this with --destroy first`,
    );
  }
  const endpoint = earlier ? givenEndpoint(earlier) : given;
  if (endpoint === undefined || (await answers(endpoint))) return;
  const remedy = earlier
    ? "start it, or run this with --destroy to forget what was deployed"
    : "start one, or unset it";
  throw new Error(`AWS_ENDPOINT_URL: no emulator answers at ${endpoint}; ${remedy}`);
}
