import autocannon from "autocannon";
import { quantile } from "./statistics";

/** The result of a load test. */
export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly p50Milliseconds: number;
  readonly p99Milliseconds: number;
}

export interface LoadProps {
  readonly url: string;
  readonly inFlight: number;
  readonly seconds: number;
}

/** Sends requests for some seconds, one after another on each connection. @throws Error if a response is not a success */
export function load({ url, inFlight, seconds }: LoadProps): Promise<LoadResult> {
  const responseTimes: number[] = [];
  return new Promise((resolve, reject) => {
    const instance = autocannon({ url, connections: inFlight, duration: seconds }, (error: unknown, result) => {
      if (error instanceof Error) {
        reject(error);
        return;
      }
      if (result.errors + result.timeouts + result.non2xx > 0) {
        reject(new Error(`${url}: ${String(result.errors)} errors, ${String(result.non2xx)} responses other than 2xx`));
        return;
      }
      resolve({
        requestsPerSecond: responseTimes.length / result.duration,
        p50Milliseconds: quantile(responseTimes, 0.5),
        p99Milliseconds: quantile(responseTimes, 0.99),
      });
    });
    // autocannon's own percentiles are whole milliseconds.
    instance.on("response", (_client, _status, _bytes, responseTime) => {
      responseTimes.push(responseTime);
    });
  });
}
