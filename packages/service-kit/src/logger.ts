import { type DestinationStream, type Logger, destination, pino, stdTimeFunctions } from "pino";

/**
 * Writes JSON lines to stdout, which a container's log driver reads.
 *
 * Lines that are added during a write are written together in the next one, so that logging does not delay requests. The
 * rest is written at exit.
 */
export function createLogger(service: string, stream: DestinationStream = destination({ fd: 1, sync: false })): Logger {
  return pino(
    {
      base: { service },
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
}
