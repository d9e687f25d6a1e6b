// Keeps the page up to date, and lights up the way of a request: the newest, or the one that was chosen.
const byId = (id) => document.getElementById(id);
let chosen;

function light() {
  const rows = [...document.querySelectorAll("tr[data-way]")];
  const row = rows.find(({ dataset }) => dataset.request === chosen) ?? rows[0];
  const way = new Set(row ? JSON.parse(row.dataset.way) : []);
  for (const one of rows) one.classList.toggle("chosen", one.dataset.request === chosen);
  // The link between route and listener is not in the way that the gateway tells.
  const lines = [...document.querySelectorAll(".line")];
  for (const line of lines) {
    const next = lines.filter((other) => other.dataset.from === line.dataset.to);
    if (way.has(line.dataset.from) && next.some((other) => way.has(other.dataset.to))) way.add(line.dataset.to);
  }
  for (const line of lines) {
    const lit = way.has(line.dataset.from) && way.has(line.dataset.to);
    line.classList.toggle("lit", lit);
    // Lines that share a stretch: the lit one goes on top, still below the boxes.
    if (lit) line.parentNode.insertBefore(line, line.parentNode.querySelector(".box"));
  }
  for (const box of document.querySelectorAll(".box")) box.classList.toggle("lit", way.has(box.dataset.id));
}

function choose({ target }) {
  const row = target.closest("tr[data-way]");
  if (!row) return;
  chosen = chosen === row.dataset.request ? undefined : row.dataset.request;
  light();
}
byId("requests").addEventListener("click", choose);
byId("requests").addEventListener("keydown", (event) => {
  if (event.key === "Enter") choose(event);
});

const events = new EventSource("events");
events.onmessage = ({ data }) => {
  const { picture, requests, summary } = JSON.parse(data);
  byId("picture").innerHTML = picture;
  byId("requests").innerHTML = requests;
  byId("summary").textContent = summary;
  light();
};
events.onopen = () => (byId("live").textContent = "live");
events.onerror = () => (byId("live").textContent = "not running any more");
light();
