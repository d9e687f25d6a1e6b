import { readFileSync } from "node:fs";
import { join } from "node:path";
import { graphOf } from "./graph";
import { escapeHtml } from "./html";
import { narrowLayout, wideLayout } from "./layout";
import { requestRows } from "./requests-table";
import { drawSvg } from "./svg";
import type { TopologyView } from "./topology-view";

/** The parts of the page that change. */
export interface LiveParts {
  readonly picture: string;
  readonly requests: string;
  readonly summary: string;
}

export function liveParts(view: TopologyView): LiveParts {
  const graph = graphOf(view);
  const tasks = graph.nodes.filter(({ kind }) => kind === "task");
  const healthy = tasks.filter(({ state }) => state === "healthy").length;
  const routes = new Map(view.routes.map(({ key, address }) => [key, address]));
  return {
    picture: drawSvg(wideLayout(graph), "wide") + drawSvg(narrowLayout(graph), "narrow"),
    requests: requestRows(view.requests, routes),
    summary: `${healthy} of ${tasks.length} tasks healthy`,
  };
}

const style = readFileSync(join(__dirname, "page.css"), "utf8");
const script = readFileSync(join(__dirname, "page.js"), "utf8");

/** The page as one document: it loads nothing, and shows the state of now even without its script. */
export function pageDocument(view: TopologyView): string {
  const { picture, requests, summary } = liveParts(view);
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
<div><h1>${escapeHtml(name)}</h1><p><a href="${escapeHtml(url)}">${escapeHtml(url)}</a> <span class="muted">stage ${escapeHtml(stage)}</span></p></div>
<p class="summary"><span id="summary">${escapeHtml(summary)}</span> <span id="live" class="muted" role="status"></span></p>
</header>
<main>
<section id="picture" class="card">${picture}</section>
<section class="card">
<h2>Last requests</h2>
<div class="scroll"><table>
<thead><tr><th>time (UTC)</th><th>method</th><th>path</th><th>status</th><th>answered by</th><th class="latency">latency</th></tr></thead>
<tbody id="requests">${requests}</tbody>
</table></div>
</section>
</main>
<footer><a href="topology">The same as JSON</a></footer>
<script>${script}</script>
</body>
</html>
`;
}
