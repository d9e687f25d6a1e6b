import type { CloudRecord } from "./record";

/** How long an emulator may take to say anything, in milliseconds: they listen on this machine. */
const patience = 5_000;

/** Endpoint of the emulator that a cloud uses and did not start (`AWS_ENDPOINT_URL`). */
export function givenEndpoint(record: CloudRecord): string | undefined {
  return "emulator" in record.processes ? undefined : record.endpoint;
}

/** Whether anything there speaks HTTP. */
export async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint, { signal: AbortSignal.timeout(patience) }).then(
    () => true,
    () => false,
  );
}

/**
 * Throws where the emulator that `AWS_ENDPOINT_URL` names, or named when this was deployed, cannot be used.
 * @param given the variable's value
 */
export async function checkGivenEmulator(given: string | undefined, earlier: CloudRecord | undefined): Promise<void> {
  if (earlier && given !== undefined && given !== earlier.endpoint) {
    throw new Error(
      `AWS_ENDPOINT_URL is ${given}, but this is deployed to ${earlier.endpoint}: unset it, or run this with --destroy first`,
    );
  }
  const endpoint = earlier ? givenEndpoint(earlier) : given;
  if (endpoint === undefined || (await answers(endpoint))) return;
  const remedy = earlier
    ? "start it, or run this with --destroy to forget what was deployed"
    : "start one, or unset it";
  throw new Error(`AWS_ENDPOINT_URL: no emulator answers at ${endpoint}; ${remedy}`);
}
