/* How things look: colours that the style sheet names, sizes, lines. The canvas, the legend and the exports ask here. */

const palette = new Map();
const DASHES = { solid: null, faint: null, dashed: [9, 6], dotted: [2.5, 5] };
const NARROW = matchMedia("(max-width: 820px)");
const upright = innerHeight > 1.4 * innerWidth; // on a phone left becomes top
const [SMALLEST, LARGEST] = [6, 24]; // half the width of an actor, in units of the map, as drawing.py has them
const FEW = 2000; // actors up to which a map is drawn coarser if it has to be shown small
let grain = 1; // how much coarser
let prominent = []; // the actors, those that the chosen measure makes largest first
const motion = matchMedia("(prefers-reduced-motion: reduce)");
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
bendParallels();
setSizes();

/** A colour or font as the style sheet has it; remembered until the theme changes. */
function style(name) {
  if (!palette.has(name)) palette.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return palette.get(name);
}

/** The name of a colour in the style sheet: by place in the legend, the last one for all that follow. */
function colourName(section, key) {
  const kind = { layers: "layer", families: "family", countries: "country", communities: "family" }[section];
  const place = row(section, key).place;
  return place < 0 || !key ? "--none" : `--${kind}-${Math.min(place, 8)}`;
}

function actorColour(actor) {
  if (state.colour === "kind") return colourName("families", actor.family);
  if (state.colour === "community") return colourName("communities", actor.community || "");
  return colourName("countries", actor.country || "");
}

/** What the size of an actor says: its score by the chosen measure, or the number of its relations. */
function worth(actor) {
  return state.size ? (actor.scores || {})[state.size] ?? 0 : actor.relations.length;
}

/** A map that is shown small is drawn coarser, so that it is no map of specks; chosen once for each layout. */
function setGrain() {
  const { scale: fit } = framing([...actors.values()]);
  grain = actors.size > FEW ? 1 : Math.max(1, Math.min(3, (upright ? 0.75 : 0.56) / fit));
}

/** Sizes by the chosen measure: the area beyond a least one grows with the score, the highest score is the largest. */
function setSizes() {
  const most = [...actors.values()].reduce((best, actor) => Math.max(best, worth(actor)), 0) || 1;
  for (const actor of actors.values()) {
    actor.size = (SMALLEST + (LARGEST - SMALLEST) * Math.sqrt(Math.max(0, worth(actor)) / most)) * grain;
  }
  prominent = [...ranked].sort((a, b) => worth(b) - worth(a));
  prominent.forEach((actor, place) => { actor.place = place; });
}

/** How an actor is drawn: `size` (half its width) and `dash` in units of the map, `border` in pixels. */
function actorLook(actor) {
  const colour = style(actorColour(actor));
  const chosen = state.selected?.actor === actor;
  const firm = isFirm(actor);
  return {
    shape: actor.shape, size: actor.size,
    fill: firm ? colour : style("--paper"),
    stroke: chosen ? style("--ink") : firm ? style("--paper") : colour,
    border: chosen ? 3 : firm ? 1.5 : 2,
    dash: firm ? null : [7 * grain, 5 * grain],
    opacity: shown.frontNodes && !shown.frontNodes.has(actor.id) ? 0.13 : 1,
    hidden: !shown.nodes.has(actor.id),
  };
}

/** How a relation is drawn: `width` and `dash` in units of the map, `arrow` the size of its head (0 for none), `bend` for `via`. */
function relationLook(relation) {
  const { line } = row("statuses", relation.status);
  const front = shown.frontEdges?.has(relation.id) || false;
  const pale = line === "faint" || (state.years && !isDated(relation)); // what has no date says nothing of the chosen years
  return {
    stroke: style(colourName("layers", relation.layer)),
    width: (front ? 2.4 : line === "solid" ? 1.3 : 1.5) * grain,
    dash: DASHES[line]?.map((length) => length * grain) || null,
    arrow: relation.symmetric ? 0 : front ? 0.6 : 0.35,
    bend: relation.bend,
    opacity: shown.frontEdges ? (front ? 0.95 : 0.05) : pale ? 0.28 : 0.55,
    hidden: !shown.edges.has(relation.id),
  };
}

/** Parallel relations bend away from one another, whichever way they run. */
function bendParallels() {
  const places = new Map();
  for (const relation of relations.values()) {
    const forwards = relation.from < relation.to;
    const pair = forwards ? `${relation.from}\n${relation.to}` : `${relation.to}\n${relation.from}`;
    const place = places.get(pair) || 0;
    places.set(pair, place + 1);
    const side = (forwards ? 1 : -1) * (place % 2 ? -1 : 1);
    relation.bend = side * (0.08 + 0.1 * Math.floor(place / 2) + (place % 2 ? 0.04 : 0));
  }
}

/** The control point of the quadratic curve from one point to another that has a bend. */
function via(from, to, bend) {
  const turned = (Math.PI / 2) * bend;
  const reach = 0.5 * (1 + Math.abs(bend));
  const [x, y] = [to.x - from.x, to.y - from.y];
  return {
    x: from.x + reach * (x * Math.cos(turned) + y * Math.sin(turned)),
    y: from.y + reach * (y * Math.cos(turned) - x * Math.sin(turned)),
  };
}

/** The margins that the panels and the tools take from the stage, in pixels. */
function insets() {
  const [details, time] = ["details", "time"].map((id) => document.getElementById(id));
  const below = time.hidden ? 0 : time.offsetHeight + 14;
  if (NARROW.matches) return { left: 8, right: 8, top: 56 + headroom(), bottom: Math.max(below, details.hidden ? 0 : details.offsetHeight) + 8 };
  return { left: 8, right: details.hidden ? 8 : details.offsetWidth + 32, top: 30 + headroom(), bottom: below + 12 };
}

/** The scale and the middle that show some points (in units of the map) in the part of the stage that no panel covers. */
function framing(points, largest = 1.6) {
  const [xs, ys] = [points.map((point) => point.x), points.map((point) => point.y)];
  const least = (list) => list.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (list) => list.reduce((a, b) => Math.max(a, b), -Infinity);
  const [left, right, top, bottom] = [least(xs), most(xs), least(ys), most(ys)];
  const covered = insets();
  const [wide, high] = NARROW.matches ? [70, 50] : [92, 40]; // room for the labels of the outermost
  const width = Math.max(50, stage.clientWidth - covered.left - covered.right - wide);
  const height = Math.max(50, stage.clientHeight - covered.top - covered.bottom - high);
  const scale = Math.max(0.01, Math.min(largest, width / (right - left), height / (bottom - top)));
  return {
    scale,
    x: (left + right) / 2 + (covered.right - covered.left) / 2 / scale,
    y: (top + bottom) / 2 + (covered.bottom - covered.top) / 2 / scale,
  };
}
