/* The table view: the same data as text, for screen readers, keyboards and those who like tables. */

const table = document.getElementById("table");
let tab = "actors";
const sorting = { actors: { column: "relations", down: true }, relations: { column: "subject", down: false } };

const COLUMNS = {
  actors: {
    name: (actor) => actorButton(actor, ""),
    names: (actor) => namesOf(actor).filter(([, text]) => text !== actor.label).flatMap(([tag, text], i) => [i ? " · " : "", written(text, tag)]),
    kind: (actor) => written(actor.kind_label || row("families", actor.family).label),
    country: (actor) => written(actor.country_label || ""),
    status: (actor) => written(actor.existence_label || (actor.existence ? row("statuses", actor.existence).label : "")),
    relations: (actor) => String(actor.relations.filter((relation) => shown.edges.has(relation.id)).length),
  },
  relations: {
    subject: (relation) => actorButton(actors.get(relation.from), ""),
    relation: (relation) => make("button", { type: "button", class: "claim-link", onclick: () => go("claim", relation) }, written(relation.label || relation.relation)),
    object: (relation) => actorButton(actors.get(relation.to), ""),
    status: (relation) => badge(relation),
    period: (relation) => written([relation.period, relation.text].filter(Boolean).join(" · ")),
    evidence: (relation) => evidence(relation),
  },
};

function tableTab(name) {
  const count = (name === "actors" ? shown.nodes : shown.edges).size;
  return make("button", { type: "button", "data-tab": name, "aria-pressed": String(tab === name), onclick: () => {
    tab = name;
    drawTable();
    table.querySelector(`[data-tab="${name}"]`).focus();
  } }, `${words[name]} (${count.toLocaleString(locale)})`);
}

function tableHead(column) {
  const now = sorting[tab];
  const sorted = now.column === column;
  const direction = sorted ? (now.down ? "descending" : "ascending") : null;
  return make("th", { scope: "col", "aria-sort": direction }, make("button", { type: "button", "data-column": column, onclick: () => {
    sorting[tab] = { column, down: sorted ? !now.down : column === "relations" };
    drawTable();
    table.querySelector(`[data-column="${column}"]`).focus();
  } }, words[column], sorted ? make("span", { "aria-hidden": "true" }, now.down ? " ↓" : " ↑") : ""));
}

function tableRow(item, columns) {
  const cells = Object.entries(columns).map(([name, fill]) => make("div", { class: `cell ${name}` }, fill(item)));
  return { keys: cells.map((cell) => cell.textContent), line: make("tr", {}, cells.map((cell, i) => (i ? make("td", {}, cell) : make("th", { scope: "row" }, cell)))) };
}

function drawTable() {
  if (table.hidden) return;
  const columns = COLUMNS[tab];
  const items = tab === "actors" ? ranked.filter((actor) => shown.nodes.has(actor.id)) : [...relations.values()].filter((relation) => shown.edges.has(relation.id));
  const at = Object.keys(columns).indexOf(sorting[tab].column);
  const sign = sorting[tab].down ? -1 : 1;
  const made = items.map((item) => tableRow(item, columns)).sort((a, b) => sign * compare(a.keys[at], b.keys[at]));
  table.replaceChildren(
    make("div", { class: "tabs" }, tableTab("actors"), tableTab("relations")),
    make("div", { class: "scroll" }, make("table", {}, make("caption", { class: "unseen" }, `${document.title}: ${words[tab]}`),
      make("thead", {}, make("tr", {}, Object.keys(columns).map(tableHead))), make("tbody", {}, made.map(({ line }) => line)))));
}

function showTable(on) {
  table.hidden = !on;
  document.querySelector("[data-act=table]").setAttribute("aria-pressed", String(on));
  document.body.classList.toggle("tabular", on);
  drawTable();
}
