// Keeps the page up to date, highlights the path of a request, opens it, and gives tasks faults.
const byId = (id) => document.getElementById(id);
const rows = () => [...byId("requests").rows];
const visibleRows = () => rows().filter((row) => !row.hidden);
const rowOf = (id) => rows().find(({ dataset }) => dataset.request === id);
/** Rows that are kept; the server keeps as many. */
const kept = 200;
let chosen;

const clock = new Intl.DateTimeFormat(undefined, {
  ...{ hour: "2-digit", minute: "2-digit", second: "2-digit", fractionalSecondDigits: 3, hourCycle: "h23" },
});
function writeLocalTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    time.textContent = clock.format(moment);
    time.title = moment.toLocaleString();
  }
}

/** Highlights the path of the chosen request, or of the newest. */
function light() {
  const row = rowOf(chosen) ?? visibleRows()[0];
  const reported = new Set(row ? JSON.parse(row.dataset.way) : []);
  const way = new Set(reported);
  for (const one of rows()) one.classList.toggle("chosen", one.dataset.request === chosen);
  // The VPC link between route and listener is not in the path that the gateway reports.
  const lines = [...document.querySelectorAll(".line")];
  for (const line of lines) {
    const next = lines.filter((other) => other.dataset.from === line.dataset.to);
    const leadsOn = next.some((other) => reported.has(other.dataset.to));
    if (reported.has(line.dataset.from) && leadsOn) way.add(line.dataset.to);
  }
  for (const line of lines) {
    const lit = way.has(line.dataset.from) && way.has(line.dataset.to);
    line.classList.toggle("lit", lit);
    // Where lines overlap, the highlighted one is on top, but below the boxes.
    if (lit) line.parentNode.insertBefore(line, line.parentNode.querySelector(".box"));
  }
  for (const box of document.querySelectorAll(".box")) box.classList.toggle("lit", way.has(box.dataset.id));
}

function filter() {
  const [service, status, path] = ["service", "status", "path"].map((id) => byId(id).value);
  for (const row of rows()) {
    const { dataset } = row;
    const text = row.querySelector(".path span").textContent.toLowerCase();
    row.hidden =
      (service !== "" && dataset.service !== service) ||
      (status !== "" && !dataset.status.startsWith(status)) ||
      !text.includes(path.trim().toLowerCase());
  }
  const shown = visibleRows();
  // One row is reached with Tab, the others with the arrow keys.
  for (const row of rows()) row.tabIndex = -1;
  const reached = shown.find((row) => row === document.activeElement) ?? shown[0];
  if (reached) reached.tabIndex = 0;
  byId("none").hidden = shown.length > 0;
  byId("none").textContent = rows().length === 0 ? "No requests yet." : "No kept request matches.";
}

async function load() {
  const id = chosen;
  const secrets = byId("secrets").checked ? "?secrets=shown" : "";
  const answer = await fetch(`requests/${encodeURIComponent(id)}/html${secrets}`);
  const html = await answer.text();
  if (id !== chosen) return;
  if (answer.ok) byId("detail").innerHTML = html;
  else byId("detail").textContent = html;
  writeLocalTimes(byId("detail"));
}

async function choose(row) {
  if (!row) return;
  chosen = row.dataset.request;
  byId("tasks-panel").hidden = true;
  byId("detail-panel").hidden = false;
  document.body.classList.add("detailed");
  light();
  await load();
  byId("detail").focus({ preventScroll: true });
  byId("detail").scrollTop = 0;
  if (innerWidth <= 760) byId("detail-panel").scrollIntoView();
}

function close() {
  if (chosen === undefined) return;
  const row = rowOf(chosen);
  chosen = undefined;
  byId("secrets").checked = false;
  byId("detail").textContent = "";
  byId("detail-panel").hidden = true;
  byId("tasks-panel").hidden = false;
  document.body.classList.remove("detailed");
  row?.focus();
  light();
}

byId("requests").addEventListener("click", ({ target }) => choose(target.closest("tr")));
byId("close").addEventListener("click", close);
byId("secrets").addEventListener("change", load);
byId("copy").addEventListener("click", async () => {
  const text = byId("detail").querySelector(".curl")?.textContent ?? "";
  const done = await navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );
  byId("copy").textContent = done ? "Copied" : "Not allowed here";
  setTimeout(() => (byId("copy").textContent = "Copy as curl"), 1500);
});
for (const id of ["service", "status", "path"]) {
  byId(id).addEventListener("input", () => {
    filter();
    light();
  });
}

document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (key === "Escape") {
    if (chosen === undefined) target.blur();
    close();
    return;
  }
  if (target.closest("input:not([type=checkbox]), select, button, #detail")) return;
  if (key === "/") {
    event.preventDefault();
    byId("path").focus();
  } else if (key === "ArrowDown" || key === "ArrowUp") {
    const shown = visibleRows();
    const at = shown.indexOf(target.closest("tr"));
    const next = at < 0 ? shown[0] : shown[at + (key === "ArrowDown" ? 1 : -1)];
    if (!next) return;
    event.preventDefault();
    next.focus();
  } else if (key === "Enter") choose(target.closest("tr[data-request]"));
});

byId("tasks").addEventListener("click", async ({ target }) => {
  const button = target.closest("button[data-fault]");
  if (!button) return;
  const { task } = button.closest("[data-task]").dataset;
  const url = `tasks/${task.split("/").map(encodeURIComponent).join("/")}/${button.dataset.fault}`;
  const answer = await fetch(url, { method: "POST" }).catch(() => undefined);
  byId("told").textContent = answer === undefined ? "The run has ended." : (await answer.text()).trim();
});

/** Replaces a part, and restores the focus in it. */
function replace(id, html) {
  if (html === undefined) return;
  const key = byId(id).contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  byId(id).innerHTML = html;
  if (key !== undefined)
    byId(id)
      .querySelector(`[data-key="${CSS.escape(key)}"]`)
      ?.focus();
}

function addRequests({ requests, all }) {
  if (all) byId("requests").innerHTML = requests;
  else if (requests !== undefined) {
    const scroll = document.querySelector(".scroll");
    const before = scroll.scrollHeight;
    byId("requests").insertAdjacentHTML("afterbegin", requests);
    for (const row of rows().slice(kept))
      if (row.dataset.request !== chosen && row !== document.activeElement) row.remove();
    // Keeps the position of a reader who has scrolled down.
    if (scroll.scrollTop > 0) scroll.scrollTop += scroll.scrollHeight - before;
  } else return;
  writeLocalTimes(byId("requests"));
  filter();
}

const events = new EventSource("events");
events.onmessage = ({ data }) => {
  const news = JSON.parse(data);
  replace("picture", news.picture);
  replace("tasks", news.tasks);
  const service = byId("service").value;
  replace("service", news.services);
  byId("service").value = service;
  if (news.summary !== undefined) byId("summary").textContent = news.summary;
  addRequests(news);
  light();
};
events.onopen = () => (byId("live").textContent = "live");
events.onerror = () => (byId("live").textContent = "not running anymore");
writeLocalTimes(document);
filter();
light();
