/* What happens when: selecting, filtering, the tools, the keyboard, the first drawing. */

let asked = false; // whether the reader asked for a thing through a list or the address, so that the map moves there
let clicked = false; // on the canvas: the thing is in view already, the map stays
let themeChosen = false;

/** Draws everything anew from the state. */
function refresh(focus = false) {
  shown = visible();
  arrange();
  setSizes();
  redraw();
  drawLegend();
  drawTime();
  drawDetails(focus);
  drawTable();
  drawUndo();
}

/** After a filter or a choice is another: draws, and writes the address. */
function arrive() {
  refresh();
  writeAddress();
}

/** After the reader has switched or chosen something. */
function changed() {
  remember();
  arrive();
}

/** The address is the truth about what is selected, so that links and the back button work. */
function go(selected) {
  asked = true;
  const hash = addressOf(selected);
  if (hash === location.hash) return select();
  if (hash) location.hash = hash;
  else {
    history.replaceState(null, "", location.pathname + location.search);
    select();
  }
}

/** Reads the address and shows what it names; an address that names nothing selects nothing. */
function select() {
  const parts = partsOf(location.hash);
  const before = state.selected;
  restore(viewIn(parts));
  state.selected = selectionIn(parts);
  state.hovered = null;
  drawTip(null);
  if (state.selected?.actor) reveal(state.selected.actor);
  if (state.selected?.path) lastPath = state.selected.path;
  remember();
  refresh(asked && Boolean(state.selected));
  writeAddress();
  if (shown.frontNodes?.size && (asked || isCovered(state.selected))) frame([...shown.frontNodes], { largest: 1.15 });
  if (!state.selected && before && asked) stage.focus({ preventScroll: true });
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
  if (visible().nodes.has(actor.id)) return;
  const { off } = state;
  off.families.delete(actor.family || "");
  off.countries.delete(actor.country || "");
  off.communities.delete(actor.community || "");
  off.statuses.delete(actor.existence);
  if (visible().nodes.has(actor.id)) return;
  SECTIONS.forEach((section) => off[section].clear());
  state.years = null;
}

function hover(hovered, { x, y }) {
  state.hovered = hovered;
  const box = stage.getBoundingClientRect();
  drawTip(hovered, box.left + x, box.top + y);
  stage.classList.toggle("over", Boolean(hovered));
  if (state.selected) return;
  shown = { ...shown, ...inFront(hovered, shown.nodes, shown.edges) };
  redraw();
}

function theme(dark) {
  document.documentElement.dataset.theme = dark ? "dark" : "light";
  palette.clear();
  refresh();
}

function reset() {
  restore({ ...usual, off: {} });
  field.value = "";
  showTable(false);
  arranged = "";
  remember();
  go(null);
  frame([...shown.nodes]);
}

const menu = document.getElementById("download");
const acts = {
  zoom_in: () => zoom(1.4),
  zoom_out: () => zoom(1 / 1.4),
  fit: () => frame([...shown.nodes]),
  undo: () => step(past, future),
  redo: () => step(future, past),
  path: () => startPath(state.selected?.actor || null, null),
  theme: () => { themeChosen = true; theme(document.documentElement.dataset.theme !== "dark"); },
  table: () => showTable(table.hidden),
  png: async () => { menu.open = false; save(await pngFile(), "png"); },
  svg: () => { menu.open = false; save(svgFile(), "svg"); },
  print: () => { menu.open = false; print(); },
  reset,
};

document.getElementById("tools").addEventListener("click", (event) => {
  const chosen = event.target.closest("button");
  if (chosen) acts[chosen.dataset.act]();
});
document.addEventListener("click", (event) => menu.contains(event.target) || (menu.open = false));
document.getElementById("skip").addEventListener("click", (event) => {
  event.preventDefault();
  showTable(true);
  table.focus();
});
document.getElementById("unfold").addEventListener("click", (event) => {
  const open = document.body.classList.toggle("unfolded");
  event.currentTarget.setAttribute("aria-expanded", String(open));
});

const ARROWS = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
const KEYS = { "/": () => field.focus(), "+": acts.zoom_in, "=": acts.zoom_in, "-": acts.zoom_out, 0: acts.fit };

/** What a key asks for: undone and redone everywhere but in texts, the rest also not in lists of choices. */
function keyed(event) {
  const { key, target } = event;
  const typing = target.matches("input[type=search], textarea");
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !typing) {
    const letter = key.toLowerCase();
    return letter === "z" ? (event.shiftKey ? acts.redo : acts.undo) : letter === "y" ? acts.redo : null;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (key === "Escape" && menu.open) return () => { menu.open = false; menu.querySelector("summary").focus(); };
  if (typing || target.matches("select, input[type=range]")) return null;
  if (key === "Escape" && state.selected) return () => go(null);
  if (target === stage && ARROWS[key]) return () => typeof pan === "function" && pan(...ARROWS[key]);
  return KEYS[key] || null;
}

addEventListener("keydown", (event) => {
  const act = keyed(event);
  if (!act) return;
  act();
  event.preventDefault();
});
addEventListener("hashchange", () => {
  asked = !clicked;
  clicked = false;
  select();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => themeChosen || theme(event.matches));

onDrawn(() => {
  drawBeneath();
  drawLabels();
  document.documentElement.dataset.ready = "true";
});
onClick((thing) => {
  const hash = addressOf(thing);
  clicked = Boolean(thing) && hash !== location.hash;
  if (clicked) location.hash = hash;
  else if (!thing && state.selected && !state.selected.path) go(null);
});
onHover(hover);
onDrag(() => drawTip(null));

/** For tests and for the curious: where an actor is on the screen, which labels are drawn, what is visible, the files. */
window.argonauts = {
  where: (slug) => {
    const box = stage.getBoundingClientRect();
    const point = pixel(bySlug.actor.get(slug).id);
    return { x: box.left + point.x, y: box.top + point.y };
  },
  size: (slug) => bySlug.actor.get(slug).size,
  slugs: () => [...bySlug.actor.keys()],
  labels: () => placed.map(({ actor }) => actor.slug),
  marks: () => marks(scale()).length,
  visible: () => ({ actors: shown.nodes.size, relations: shown.edges.size }),
};

stage.prepend(underlay);
stage.append(overlay);
refresh();
frame([...shown.nodes], { jump: true });
asked = Boolean(location.hash);
select();
past.length = 0; // what the address says is where the reader begins
drawUndo();
