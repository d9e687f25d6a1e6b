import { type DestinationStream, type Logger, destination, pino, stdTimeFunctions } from "pino";

/**
 * JSON lines on stdout, which is where the log driver of a container reads.
 *
 * Lines that come while one is being written go out together in the next write, so that logging does not hold up
 * requests. What is left at exit is written then.
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
