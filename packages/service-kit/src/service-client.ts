import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "./api-error";
import { REQUEST_ID_HEADER } from "./request-log";

/** Settings of a {@link ServiceClient}. */
export interface ServiceClientProps {
  /** Name of the service in errors. */
  readonly service: string;
  /** Where it is: the value of `AUTHOR_SERVICE_URL`, for example. */
  readonly baseUrl: string | undefined;
  /** Longest time for an answer, its body and all attempts included. @default 5,000 */
  readonly timeoutMilliseconds?: number;
  /** How often a safe request is sent again. @default 2 */
  readonly retries?: number;
}

/** A request to a service, made to answer another one. */
export interface ServiceRequest extends Omit<RequestInit, "signal"> {
  /** The answer that it is made for: passes on the request id, and aborts the request when that answer's client has disconnected. */
  readonly for: ServerResponse;
}

/** Methods that change nothing, so that a second request does no harm (RFC 9110, 9.2.1). */
const SAFE: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** What a service says that cannot answer at the moment; another of its tasks may. */
const PASSING: readonly number[] = [502, 503, 504];

/** Longest pause before the first retry, in milliseconds; it doubles. */
const FIRST_PAUSE = 100;

/** Calls another service: with a time limit, retries of safe methods, and the request id of what it is done for. */
export class ServiceClient {
  private readonly baseUrl: string;

  /** @throws Error where the address is missing or no HTTP URL */
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
   * Gives the service's answer, whatever its status.
   *
   * @param path begins with a slash
   * @throws ApiError 502 where the service cannot be reached, 504 where it does not answer in time
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
      // A body that is read later is the caller's to give up.
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
      // Callers that failed together shall not come back together.
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
