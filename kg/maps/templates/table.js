/* The table view: the same data as text, for screen readers, keyboards and those who like tables. */

const table = document.getElementById("table");
const PAGE = 300; // rows that are shown before the reader asks for more
let tab = "actors";
let rowsShown = PAGE;
const sorting = { actors: { column: "relations", down: true }, relations: { column: "subject", down: false }, figures: { column: "name", down: false } };
const figures = ranked.flatMap((actor) => (actor.figures || []).map((figure) => ({ ...figure, actor })));

const nameOf = (id) => actors.get(id).label;
const places = ({ evidence: found = [] }) => found.map((item) => `${item.source || ""} ${item.locator || ""}`).join("; ");
const visibleRelations = (actor) => actor.relations.filter((relation) => shown.edges.has(relation.id)).length;

/** For each column what it sorts by, and how a cell is filled. */
const COLUMNS = {
  actors: {
    name: [(actor) => actor.label, (actor) => actorButton(actor, "")],
    names: [(actor) => otherNames(actor).map(([, text]) => text).join(" "), (actor) => otherNames(actor).flatMap(([tag, text], i) => [i ? " · " : "", written(text, tag)])],
    kind: [(actor) => actor.kind_label || row("families", actor.family).label, (actor) => written(actor.kind_label || row("families", actor.family).label)],
    country: [(actor) => actor.country_label || "", (actor) => written(actor.country_label || "")],
    status: [statusOf, (actor) => written(statusOf(actor))],
    relations: [visibleRelations, (actor) => counted(visibleRelations(actor))],
  },
  relations: {
    subject: [(relation) => nameOf(relation.from), (relation) => actorButton(actors.get(relation.from), "")],
    relation: [(relation) => relation.label || relation.relation || "", (relation) => make("button", { type: "button", class: "claim-link", onclick: () => go({ relation }) }, written(relation.label || relation.relation || ""))],
    object: [(relation) => nameOf(relation.to), (relation) => actorButton(actors.get(relation.to), "")],
    status: [(relation) => relation.status_label || row("statuses", relation.status || "").label, (relation) => [badge(relation), ...arithmetic(relation)]],
    period: [(relation) => relation.period || "", (relation) => written([relation.period, relation.text].filter(Boolean).join(" · "))],
    evidence: [places, (relation) => evidence(relation)],
  },
  figures: {
    name: [({ actor }) => actor.label, ({ actor }) => actorButton(actor, "")],
    figure: [({ heading, text }) => `${heading || ""} ${text || ""}`, ({ heading, text }) => [make("div", { class: "more" }, written(heading || "")), written(text || "")]],
    status: [({ status_label }) => status_label || "", (figure) => [badge(figure), ...arithmetic(figure)]],
    evidence: [places, (figure) => evidence(figure)],
  },
};
const ITEMS = {
  actors: () => ranked.filter((actor) => shown.nodes.has(actor.id)),
  relations: () => [...relations.values()].filter((relation) => shown.edges.has(relation.id)),
  figures: () => figures.filter(({ actor }) => shown.nodes.has(actor.id)),
};

function otherNames(actor) {
  return namesOf(actor).filter(([, text]) => text !== actor.label);
}

function statusOf(actor) {
  return actor.existence_label || (actor.existence ? row("statuses", actor.existence).label : "");
}

function tableTab(name) {
  return button(`${words[name]} (${counted(ITEMS[name]().length)})`, () => {
    [tab, rowsShown] = [name, PAGE];
    drawTable();
    table.querySelector(`[data-tab="${name}"]`).focus();
  }, { "data-tab": name, "aria-pressed": String(tab === name) });
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

function tableRow(item) {
  const cells = Object.entries(COLUMNS[tab]).map(([name, [, fill]]) => make("div", { class: `cell ${name}` }, fill(item)));
  return make("tr", {}, cells.map((cell, i) => (i ? make("td", {}, cell) : make("th", { scope: "row" }, cell))));
}

/** The items of the open tab in the order that the reader chose. */
function sortedItems() {
  const { column, down } = sorting[tab];
  const [key] = COLUMNS[tab][column];
  const keyed = ITEMS[tab]().map((item) => [key(item), item]);
  const order = (a, b) => (typeof a === "number" ? a - b : compare(a, b));
  return keyed.sort(([a], [b]) => (down ? -order(a, b) : order(a, b))).map(([, item]) => item);
}

function drawTable() {
  if (table.hidden) return;
  const items = sortedItems();
  const body = make("tbody", {}, items.slice(0, rowsShown).map(tableRow));
  const rest = items.length - rowsShown;
  const more = rest > 0 && button(told(words.more, { count: counted(rest) }), () => {
    const next = rowsShown;
    rowsShown = next + 10 * PAGE;
    drawTable();
    table.querySelectorAll("tbody tr")[next].querySelector("button").focus();
  }, { class: "all-of-them" });
  const names = ["actors", "relations", ...(figures.length ? ["figures"] : [])];
  const at = table.querySelector(".scroll")?.scrollTop || 0;
  table.replaceChildren(
    make("div", { class: "tabs" }, names.map(tableTab)),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": words[tab] }, make("table", {}, make("caption", { class: "unseen" }, `${document.title}: ${words[tab]}`),
      make("thead", {}, make("tr", {}, Object.keys(COLUMNS[tab]).map(tableHead))), body), more));
  table.querySelector(".scroll").scrollTop = at;
}

function showTable(on) {
  table.hidden = !on;
  document.querySelector("[data-act=table]").setAttribute("aria-pressed", String(on));
  document.body.classList.toggle("tabular", on);
  drawTable();
}
