/* What happens when: selecting, filtering, the address bar, the tools, the keyboard, the first drawing. */

let asked = false; // whether the reader asked for a thing through a list or the address, so that the map moves there
let clicked = false; // on the canvas: the thing is in view already, the map stays
let themeChosen = false;

/** Draws everything anew from the state. */
function refresh(focus = false) {
  shown = visible();
  redraw();
  drawLegend();
  drawDetails(focus);
  drawTable();
  network.redraw();
}

/** The address is the truth about what is selected, so that links and the back button work. */
function go(kind, thing) {
  asked = true;
  const hash = kind ? `#${kind}=${encodeURIComponent(thing.slug)}` : "";
  if (hash === location.hash) return select();
  if (hash) location.hash = hash;
  else {
    history.replaceState(null, "", location.pathname + location.search);
    select();
  }
}

/** Reads the address and shows what it names; an address that names nothing selects nothing. */
function select() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const actor = bySlug.actor.get(wanted.get("actor"));
  const relation = bySlug.claim.get(wanted.get("claim"));
  state.selected = actor ? { actor } : relation ? { relation } : null;
  state.hovered = null;
  drawTip(null);
  if (actor) reveal(actor);
  refresh(asked && Boolean(state.selected));
  if (shown.frontNodes && (asked || isCovered(state.selected))) frame([...shown.frontNodes], { largest: 1.15 });
  if (!state.selected && asked) stage.focus({ preventScroll: true });
  asked = false;
}

/** Whether the panel lies over the selected actor, so that the map has to move after all. */
function isCovered({ actor }) {
  if (!actor) return false;
  const [point, covered] = [pixel(actor.id), insets()];
  return point.x > stage.clientWidth - covered.right || point.y > stage.clientHeight - covered.bottom;
}

/** Switches on whatever hides an actor. */
function reveal(actor) {
  if (shown.nodes.has(actor.id)) return;
  state.off.families.delete(actor.family);
  state.off.countries.delete(actor.country);
  state.off.statuses.delete(actor.existence);
  if (!visible().nodes.has(actor.id)) SECTIONS.forEach((section) => state.off[section].clear());
  shown = visible();
}

function hover(hovered, event) {
  state.hovered = hovered;
  const box = stage.getBoundingClientRect();
  drawTip(hovered, box.left + (event?.pointer?.DOM.x || 0), box.top + (event?.pointer?.DOM.y || 0));
  stage.classList.toggle("over", Boolean(hovered));
  if (state.selected) return;
  shown = visible();
  redraw();
}

function theme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  palette.clear();
  refresh();
}

function reset() {
  SECTIONS.forEach((section) => state.off[section].clear());
  state.colour = data.legend.countries.length > 1 ? "country" : "kind";
  field.value = "";
  showTable(false);
  visNodes.update([...actors.values()].map(({ id, x, y }) => ({ id, x, y })));
  go(null);
  frame([...shown.nodes]);
}

const acts = {
  zoom_in: () => zoom(1.4),
  zoom_out: () => zoom(1 / 1.4),
  fit: () => frame([...shown.nodes]),
  theme: () => { themeChosen = true; theme(document.documentElement.dataset.theme !== "dark"); },
  table: () => showTable(table.hidden),
  reset,
};

document.getElementById("tools").addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) acts[button.dataset.act]();
});
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  showTable(true);
  table.focus();
});
document.getElementById("unfold").addEventListener("click", (event) => {
  const open = document.body.classList.toggle("unfolded");
  event.currentTarget.setAttribute("aria-expanded", String(open));
});

addEventListener("keydown", (event) => {
  const typing = event.target.matches("input[type=search], select, textarea");
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") field.focus();
  else if (event.key === "Escape" && state.selected) go(null);
  else if (event.key === "+" || event.key === "=") acts.zoom_in();
  else if (event.key === "-") acts.zoom_out();
  else if (event.key === "0") acts.fit();
  else return;
  event.preventDefault();
});
addEventListener("hashchange", () => {
  asked = !clicked;
  clicked = false;
  select();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => themeChosen || theme(event.matches));

network.on("afterDrawing", drawLabels);
network.on("click", ({ nodes, edges }) => {
  const hash = nodes.length ? `#actor=${encodeURIComponent(actors.get(nodes[0]).slug)}` : edges.length ? `#claim=${encodeURIComponent(relations.get(edges[0]).slug)}` : "";
  clicked = hash !== "" && hash !== location.hash;
  if (clicked) location.hash = hash;
  else if (!hash && state.selected) go(null);
});
network.on("hoverNode", (event) => hover({ actor: actors.get(event.node) }, event));
network.on("hoverEdge", (event) => hover({ relation: relations.get(event.edge) }, event));
network.on("blurNode", () => hover(null));
network.on("blurEdge", () => hover(null));
network.on("dragStart", () => drawTip(null));

/** For tests and for the curious: where an actor is on the screen, which labels are drawn, what is visible. */
window.argonauts = {
  where: (slug) => {
    const box = stage.getBoundingClientRect();
    const point = pixel(bySlug.actor.get(slug).id);
    return { x: box.left + point.x, y: box.top + point.y };
  },
  labels: () => placed.map(({ actor }) => actor.slug),
  visible: () => ({ actors: shown.nodes.size, relations: shown.edges.size }),
};

stage.append(overlay);
frame([...shown.nodes], { jump: true });
asked = Boolean(location.hash);
select();
network.once("afterDrawing", () => { document.documentElement.dataset.ready = "true"; });
network.redraw();
