import type { Attempt } from "./attempt";

/** A target closed a kept connection before the request could be sent on it. */
export class ConnectionClosed extends Error {
  readonly code = "ECONNRESET";

  constructor(idleMilliseconds: number) {
    super(
      `had closed the kept connection that the request was sent on: its keep-alive timeout is shorter than the ${idleMilliseconds / 1000} s for which idle connections are kept; set it longer`,
    );
  }
}

/** A target answered 101 to a request that asked for no other protocol. */
export class UnaskedUpgrade extends Error {
  constructor() {
    super("answered 101 Switching Protocols to a request that did not ask for it");
  }
}

/** Why an attempt failed, in words: who did what, and when. */
export function failureReason(attempt: Attempt, error: NodeJS.ErrnoException): string {
  const { id } = attempt.decision.target;
  const code = error.code ?? error.message;
  if (error instanceof ConnectionClosed || error instanceof UnaskedUpgrade) return `${id} ${error.message}`;
  switch (error.code) {
    case "ECONNREFUSED":
      return `${id} refused the connection (${code}): nothing listens on its port`;
    case "ETIMEDOUT":
      return `${id} did not accept the connection in time (${code})`;
    case "ECONNRESET":
    case "EPIPE":
      return attempt.proxyRequest?.reusedSocket === true
        ? `${id} closed the kept connection (${code}) after the request was sent on it`
        : `${id} closed the connection (${code}) after the request was sent`;
  }
  if (error.code === "HPE_HEADER_OVERFLOW") return `${id} answered with more than 16 KB of headers (${code})`;
  return error.code?.startsWith("HPE_") === true
    ? `${id} gave an answer that is not HTTP (${code})`
    : `the request to ${id} failed (${code})`;
}
