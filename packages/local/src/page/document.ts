import { readFileSync } from "node:fs";
import { join } from "node:path";
import { graphOf } from "./graph";
import { escapeHtml } from "./html";
import { narrowLayout, wideLayout } from "./layout";
import type { LoggedRequest } from "./request-log";
import { requestRows, type RouteAddresses } from "./requests-table";
import { drawSvg } from "./svg";
import { tasksList } from "./tasks-list";
import type { TopologyView } from "./topology-view";

/** The parts of the page that change as a whole. */
export interface LiveParts {
  readonly picture: string;
  readonly tasks: string;
  /** Options of the filter by service. */
  readonly services: string;
  readonly summary: string;
}

export function liveParts(view: TopologyView): LiveParts {
  const graph = graphOf(view);
  const tasks = graph.nodes.filter(({ kind, state }) => kind === "task" && state !== "draining");
  const healthy = tasks.filter(({ state }) => state === "healthy").length;
  return {
    picture: drawSvg(wideLayout(graph), "wide") + drawSvg(narrowLayout(graph), "narrow"),
    tasks: tasksList(view),
    services: serviceOptions(view),
    summary: `${healthy} of ${tasks.length} tasks healthy`,
  };
}

export function routeAddresses(view: TopologyView): RouteAddresses {
  return new Map(view.routes.map(({ key, address }) => [key, address]));
}

const style = readFileSync(join(__dirname, "page.css"), "utf8");
const script = readFileSync(join(__dirname, "page.js"), "utf8");

/** The page as one document: it loads nothing, and shows the current state even without its script. */
export function pageDocument(view: TopologyView, requests: readonly LoggedRequest[]): string {
  const { picture, tasks, services, summary } = liveParts(view);
  const { name, url, stage } = view.api;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(name)} on this machine</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header>
<h1>${escapeHtml(name)}</h1>
<a href="${escapeHtml(url)}">${escapeHtml(url)}</a> <span class="muted">stage ${escapeHtml(stage)}</span>
<p class="summary"><span id="summary">${escapeHtml(summary)}</span> <span id="live" class="muted" role="status"></span></p>
</header>
<main>
<section id="picture" class="card">${picture}</section>
<section class="card requests">
<div class="bar">
<h2>Requests</h2>
<select id="service" aria-label="Service">${services}</select>
<select id="status" aria-label="Status">
<option value="">any status</option><option value="2">2xx</option><option value="3">3xx</option><option value="4">4xx</option><option value="5">5xx</option><option value="none">no answer</option>
</select>
<input id="path" type="search" placeholder="path contains" aria-label="Path contains">
</div>
<div class="scroll"><table>
<thead><tr><th class="time">time</th><th>method</th><th>status</th><th>path</th><th class="where">answered by</th><th class="hop">gateway</th><th class="hop">balancer</th><th class="hop">task</th><th class="total">total, ms</th></tr></thead>
<tbody id="requests">${requestRows(requests, routeAddresses(view))}</tbody>
</table>
<p id="none" class="muted" hidden></p></div>
</section>
<aside class="card">
<div id="tasks-panel"><h2>Tasks</h2><ul id="tasks">${tasks}</ul><p id="told" class="muted" role="status"></p></div>
<div id="detail-panel" hidden>
<div class="bar"><h2>Request</h2>
<label><input id="secrets" type="checkbox"> show secrets</label>
<button id="copy" type="button">Copy as curl</button>
<button id="close" type="button">Close</button></div>
<article id="detail" tabindex="-1"></article></div>
</aside>
</main>
<footer>
<span class="keys"><kbd>/</kbd> filter <kbd>↑</kbd> <kbd>↓</kbd> requests <kbd>Enter</kbd> details <kbd>Esc</kbd> close</span>
<span>${platformNote(process.platform)}</span>
<a href="topology">The same as JSON</a>
</footer>
<script>${script}</script>
</body>
</html>
`;
}

function serviceOptions({ services, functions }: TopologyView): string {
  const names = new Set([...services, ...functions].map(({ name }) => name));
  const options = [...names, "gateway"].map((name) => `<option>${escapeHtml(name)}</option>`);
  return `<option value="">all services</option>${options.join("")}`;
}

/** The note about what a run does on Linux only, for Linux and for other systems. */
export function platformNote(platform: NodeJS.Platform): string {
  const features =
    "the warning of a service that listens on every interface, and the end of processes that left their task";
  return platform === "linux" ? `On Linux only: ${features}.` : `Not on this system, on Linux only: ${features}.`;
}
