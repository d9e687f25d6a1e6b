import type { IncomingMessage } from "node:http";
import type { ExchangeFacts } from "./exchange-facts";
import type { JwtFacts } from "./lambda-event";
import { eventFields } from "./lambda-event-v1";

/**
 * What a function behind a REST API gets: as in format 1.0 of HTTP APIs, but without a version, with headers named as the
 * client wrote them, and without the stage in `path` ["Lambda proxy integrations in API Gateway": the input format].
 */
export type RestEvent = ReturnType<typeof eventFields>;

/** Builds the event of a request whose body was read. */
export function restEvent(facts: ExchangeFacts & JwtFacts, request: IncomingMessage): RestEvent {
  const { headers, multiValueHeaders, ...event } = eventFields(facts, request);
  const sent = new Map(
    request.rawHeaders.flatMap((name, place) => (place % 2 === 0 ? [[name.toLowerCase(), name] as const] : [])),
  );
  function named<T>(values: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
    return Object.fromEntries(Object.entries(values).map(([name, value]) => [sent.get(name) ?? name, value]));
  }
  return { ...event, path: facts.routePath, headers: named(headers), multiValueHeaders: named(multiValueHeaders) };
}
