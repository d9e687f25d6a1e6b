import type { ExchangeRecord } from "../gateway/exchange-record";
import { escapeHtml } from "./html";

/** Rows for the last requests, newest first, each with the way it took. */
export function requestRows(requests: readonly ExchangeRecord[], routes: ReadonlyMap<string, string>): string {
  if (requests.length === 0) return '<tr class="none"><td colspan="6">No request yet.</td></tr>';
  return requests.map((record) => requestRow(record, routes)).join("");
}

function requestRow(record: ExchangeRecord, routes: ReadonlyMap<string, string>): string {
  const { requestId, startedAt, method, path, query, routeKey, status, via, target, responseLatency, error } = record;
  const route = routeKey === undefined ? undefined : routes.get(routeKey);
  const way = [...(route === undefined ? [] : [route]), ...via, ...(target === undefined ? [] : [target])];
  const where = target ?? via.at(-1)?.replace(/^.*\./, "") ?? (error === undefined ? "gateway" : `gateway (${error})`);
  const url = query === "" ? path : `${path}?${query}`;
  return [
    `<tr tabindex="0" data-request="${escapeHtml(requestId)}" data-way="${escapeHtml(JSON.stringify(way))}">`,
    `<td class="time">${new Date(startedAt).toISOString().slice(11, 23)}</td>`,
    `<td>${escapeHtml(method)}</td>`,
    `<td class="path">${escapeHtml(url)}</td>`,
    // Without one the client went away before it was answered.
    status === undefined
      ? '<td class="status">–</td>'
      : `<td class="status s${Math.floor(status / 100)}">${status}</td>`,
    `<td class="where">${escapeHtml(where)}</td>`,
    `<td class="latency">${responseLatency === undefined ? "" : `${Math.round(responseLatency)} ms`}</td>`,
    "</tr>",
  ].join("");
}
