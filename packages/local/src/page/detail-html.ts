import type { Considered } from "../gateway/backend";
import { escapeHtml } from "./html";
import type { BodyView, MessageView } from "./messages";
import type { RequestDetail } from "./request-detail";
import { timeElement } from "./requests-table";
import { withQuery } from "../gateway/query-string";

/** A request in full, for the page: what happened at each hop, and why. */
export function detailHtml(detail: RequestDetail): string {
  const { method, path, query, status, reason, error, startedAt, requestId, routeKey } = detail;
  const url = withQuery(path, query);
  const outcome = status === undefined ? "the client left before the answer" : String(status);
  return [
    `<h3><span class="status s${Math.floor((status ?? 0) / 100)}">${outcome}</span> ${escapeHtml(method)} ${escapeHtml(url)}</h3>`,
    `<p class="muted">${timeElement(startedAt)}, request id ${escapeHtml(requestId)}</p>`,
    reason === undefined ? "" : `<p class="reason">${escapeHtml(reason)}</p>`,
    reason !== undefined || error === undefined ? "" : `<p class="reason">${escapeHtml(error)}</p>`,
    hopsHtml(detail),
    consideredHtml(`Routes${routeKey === undefined ? ": none matches" : ""}`, detail.routes),
    mappingHtml(detail.mapping),
    consideredHtml("Rules of the load balancer", detail.rules),
    ...detail.messages.map(messageHtml),
    `<h4>As curl</h4><pre class="curl">${escapeHtml(detail.curl)}</pre>`,
  ].join("");
}

function hopsHtml({ hops }: RequestDetail): string {
  const whole = hops.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const items = hops.map(({ at, name, milliseconds }) => {
    const share = whole === 0 ? 0 : Math.round((100 * milliseconds) / whole);
    const where = name === "" ? at : `${at} <span class="muted">${escapeHtml(name)}</span>`;
    return `<li><span>${where}</span><meter min="0" max="100" value="${share}">${share} %</meter><b>${milliseconds} ms</b></li>`;
  });
  return `<h4>Time</h4><ul class="hops">${items.join("")}</ul>`;
}

function messageHtml({ from, to, line, headers, body }: MessageView): string {
  const rows = headers.map(
    ([name, value]) => `<tr><th scope="row">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  const heading = `${from} → ${to}`;
  return [
    `<details open><summary>${escapeHtml(heading)} <code>${escapeHtml(line)}</code></summary>`,
    rows.length === 0 ? "" : `<table class="headers">${rows.join("")}</table>`,
    body === undefined ? "" : bodyHtml(body),
    "</details>",
  ].join("");
}

function bodyHtml({ text, encoding, size, isCut }: BodyView): string {
  const note = [`${size} bytes`, ...(encoding === "base64" ? ["in base64"] : []), ...(isCut === true ? ["cut"] : [])];
  return `<p class="muted">Body, ${note.join(", ")}</p><pre>${escapeHtml(text)}</pre>`;
}

function mappingHtml(mapping: RequestDetail["mapping"]): string {
  if (mapping === undefined) return "";
  const parameters = Object.entries(mapping.parameters).map(
    ([key, value]) => `<tr><th scope="row">${escapeHtml(key)}</th><td>${escapeHtml(value)}</td></tr>`,
  );
  const changes = mapping.changes.map(
    ({ what, before, after }) =>
      `<tr><th scope="row">${escapeHtml(what)}</th><td>${escapeHtml(before)} → ${escapeHtml(after)}</td></tr>`,
  );
  const heading = `Mapping of ${mapping.address}`;
  const none = '<p class="muted">It changed nothing.</p>';
  return `<details open><summary>${escapeHtml(heading)}</summary><table class="headers">${parameters.join("")}</table><p class="muted">Before → after</p>${changes.length === 0 ? none : `<table class="headers">${changes.join("")}</table>`}</details>`;
}

function consideredHtml(heading: string, considered: readonly Considered[]): string {
  if (considered.length === 0) return "";
  const items = considered.map(
    ({ name, matched, why }) =>
      `<li class="${matched ? "matched" : "passed-over"}"><b>${matched ? "✓" : "✗"} ${escapeHtml(name)}</b> ${escapeHtml(why)}</li>`,
  );
  return `<details open><summary>${escapeHtml(heading)}</summary><ul class="considered">${items.join("")}</ul></details>`;
}
