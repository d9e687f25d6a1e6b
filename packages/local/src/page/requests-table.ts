import type { ExchangeRecord } from "../gateway/exchange-record";
import type { Hop } from "../gateway/hops";
import { escapeHtml } from "./html";
import type { LoggedRequest } from "./request-log";
import { maskText } from "./secrets";
import { withQuery } from "../gateway/query-string";

/** Terraform addresses of the routes, by key. */
export type RouteAddresses = ReadonlyMap<string, string>;

/** The path of a request, with the ids of the picture; `data-way` of its row. */
function wayOf({ entry, routeKey, via, target }: ExchangeRecord, routes: RouteAddresses): readonly string[] {
  const route = routeKey === undefined ? undefined : routes.get(routeKey);
  return [...entry, ...(route === undefined ? [] : [route]), ...via, ...(target === undefined ? [] : [target])];
}

/** Name of the service or function that a request reached; `gateway` if it reached none. */
export function answeringService({ target }: ExchangeRecord): string {
  return target?.replace(/\/\d+$/, "") ?? "gateway";
}

/** Rows for requests, newest first. Secrets in them are masked. */
export function requestRows(requests: readonly LoggedRequest[], routes: RouteAddresses): string {
  return requests.map(({ record }) => requestRow(record, routes)).join("");
}

function requestRow(record: ExchangeRecord, routes: RouteAddresses): string {
  const { requestId, startedAt, method, path, query, status, via, target, reason, hops } = record;
  const where = target ?? via.at(-1)?.replace(/^.*\./, "") ?? "gateway";
  const url = maskText(withQuery(path, query));
  const why = reason === undefined ? "" : `<small class="why">${escapeHtml(maskText(reason))}</small>`;
  return [
    `<tr tabindex="-1" data-request="${escapeHtml(requestId)}" data-way="${escapeHtml(JSON.stringify(wayOf(record, routes)))}"`,
    ` data-service="${escapeHtml(answeringService(record))}" data-status="${status ?? "none"}">`,
    `<td class="time">${timeElement(startedAt)}</td>`,
    `<td>${escapeHtml(method)}</td>`,
    // Without a status the client left before it was answered.
    status === undefined
      ? '<td class="status" title="the client left before the answer">–</td>'
      : `<td class="status s${Math.floor(status / 100)}">${status}</td>`,
    `<td class="path"><span title="${escapeHtml(url)}">${escapeHtml(url)}</span>${why}</td>`,
    `<td class="where">${escapeHtml(where)}</td>`,
    ...hopTimes(hops).map((text) => `<td class="hop">${text}</td>`),
    `<td class="total">${milliseconds(hops.reduce((sum, hop) => sum + hop.milliseconds, 0))}</td>`,
    "</tr>",
  ].join("");
}

/** Times in the gateway, the load balancer or Cloud Map, the task or function. */
function hopTimes(hops: readonly Hop[]): readonly string[] {
  function timeAt(...places: readonly Hop["at"][]): string {
    const hop = hops.find(({ at }) => places.includes(at));
    return hop === undefined ? "" : milliseconds(hop.milliseconds);
  }
  return [timeAt("gateway"), timeAt("load balancer", "Cloud Map"), timeAt("task", "function")];
}

function milliseconds(value: number): string {
  return value < 10 ? value.toFixed(1) : String(Math.round(value));
}

/** In UTC; the page's script writes the browser's local time. */
export function timeElement(epochMilliseconds: number): string {
  const text = new Date(epochMilliseconds).toISOString();
  return `<time datetime="${text}">${text.slice(11, 23)}Z</time>`;
}
