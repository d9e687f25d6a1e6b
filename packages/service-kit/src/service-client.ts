import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "./api-error";
import { REQUEST_ID_HEADER } from "./request-log";

/** Settings of a {@link ServiceClient}. */
export interface ServiceClientProps {
  /** Name of the service in errors. */
  readonly service: string;
  /** Its address, for example the value of `AUTHOR_SERVICE_URL`. */
  readonly baseUrl: string | undefined;
  /** Time limit for a response with its body, including all attempts. @default 5,000 */
  readonly timeoutMilliseconds?: number;
  /** Maximum number of retries of a safe request. @default 2 */
  readonly retries?: number;
}

/** A request to a service, sent on behalf of another request. */
export interface ServiceRequest extends Omit<RequestInit, "signal"> {
  /** The response to the other request: its id is passed on, and the request is aborted if that client disconnects. */
  readonly for: ServerResponse;
}

/** Safe methods (RFC 9110, 9.2.1), which can be repeated without harm. */
const SAFE: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** Statuses of a service that cannot answer at the moment; another task of it may. */
const PASSING: readonly number[] = [502, 503, 504];

/** Maximum pause before the first retry, in milliseconds; it doubles with each retry. */
const FIRST_PAUSE = 100;

/** Calls another service, with a time limit, retries of safe methods, and the id of the original request. */
export class ServiceClient {
  private readonly baseUrl: string;

  /** @throws Error if the address is missing or not an HTTP URL */
  constructor(private readonly props: ServiceClientProps) {
    const { baseUrl = "", service } = props;
    if (!/^https?:\/\//.test(baseUrl) || !URL.canParse(baseUrl)) {
      throw new Error(
        `the address of ${service} is ${JSON.stringify(baseUrl)}; give an HTTP URL, as "calls" in http-api.config.ts sets it`,
      );
    }
    this.baseUrl = baseUrl.replace(/\/+$/, "");
  }

  /**
   * Returns the service's response, whatever its status.
   *
   * @param path begins with a slash
   * @throws ApiError 502 if the service cannot be reached, 504 if it does not answer in time
   */
  async fetch(path: string, { for: answer, ...init }: ServiceRequest): Promise<Response> {
    const { timeoutMilliseconds = 5_000, retries = 2 } = this.props;
    const left = new AbortController();
    function leave(): void {
      left.abort();
    }
    answer.once("close", leave);
    const inTime = AbortSignal.timeout(timeoutMilliseconds);
    const headers = new Headers(init.headers);
    const id = answer.getHeader(REQUEST_ID_HEADER);
    if (typeof id === "string") headers.set(REQUEST_ID_HEADER, id);
    const attempts = SAFE.includes((init.method ?? "GET").toUpperCase()) ? retries + 1 : 1;
    try {
      const signal = AbortSignal.any([inTime, left.signal]);
      return await this.attempt(`${this.baseUrl}${path}`, { ...init, headers, signal }, attempts);
    } catch (error) {
      throw this.failure(error, inTime.aborted);
    } finally {
      // From here on, a disconnect of the client no longer aborts the request: the caller decides about the body.
      answer.off("close", leave);
    }
  }

  private async attempt(url: string, init: RequestInit & { signal: AbortSignal }, attempts: number): Promise<Response> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const response = await fetch(url, init);
        if (attempt === attempts || !PASSING.includes(response.status)) return response;
        await response.body?.cancel();
      } catch (error) {
        if (attempt === attempts || init.signal.aborted) throw error;
      }
      // Random, so that callers that failed at the same time do not retry at the same time.
      await sleep(Math.random() * FIRST_PAUSE * 2 ** attempt, undefined, { signal: init.signal });
    }
  }

  private failure(cause: unknown, late: boolean): ApiError {
    const { service } = this.props;
    const error = late
      ? new ApiError(504, "upstream_timeout", `${service} did not answer in time. Try again later.`)
      : new ApiError(502, "upstream_unavailable", `${service} cannot be reached. Try again later.`);
    error.cause = cause;
    return error;
  }
}
