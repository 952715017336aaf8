/* The canvas: vis-network draws what the model says is visible, in colours that the style sheet names. */

const stage = document.getElementById("graph");
const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
const drawnAs = new Map(); // what vis-network was last told about each item

const palette = new Map();
const DASHES = { dashed: [9, 6], dotted: [2, 5] };
const bends = new Map();
document.documentElement.dataset.theme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
for (const relation of relations.values()) relation.bend = bendOf(relation);
const visNodes = new vis.DataSet([...actors.values()].map(nodeLook));
const visEdges = new vis.DataSet([...relations.values()].map(edgeLook));
const network = new vis.Network(stage, { nodes: visNodes, edges: visEdges }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { chosen: false, font: { size: 0 } },
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
  interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, hideEdgesOnDrag: relations.size > 1500, zoomSpeed: 0.6 },
});

/** Parallel relations bend away from one another, whichever way they run. */
function bendOf(relation) {
  const forwards = relation.from < relation.to;
  const pair = forwards ? `${relation.from}\n${relation.to}` : `${relation.to}\n${relation.from}`;
  const place = bends.get(pair) || 0;
  bends.set(pair, place + 1);
  const side = place % 2 ? -1 : 1;
  return (forwards ? 1 : -1) * side * (0.08 + 0.1 * Math.floor(place / 2) + (place % 2 ? 0.04 : 0));
}

/** A colour or font as the style sheet has it; remembered until the theme changes. */
function style(name) {
  if (!palette.has(name)) palette.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return palette.get(name);
}

/** The name of a colour in the style sheet: by place in the legend, the last one for all that follow. */
function colourName(section, key) {
  const kind = { layers: "layer", families: "family", countries: "country" }[section];
  const place = row(section, key).place;
  return place < 0 ? "--none" : `--${kind}-${Math.min(place, 8)}`;
}

function actorColour(actor) {
  return state.colour === "country" ? colourName("countries", actor.country) : colourName("families", actor.family);
}

function nodeLook(actor) {
  const colour = style(actorColour(actor));
  const chosen = state.selected?.actor === actor;
  const firm = isFirm(actor);
  const border = chosen ? style("--ink") : firm ? style("--paper") : colour;
  const face = { background: firm ? colour : style("--paper"), border };
  return {
    id: actor.id, x: actor.x, y: actor.y, shape: actor.shape, size: actor.size,
    hidden: !shown.nodes.has(actor.id),
    opacity: shown.frontNodes && !shown.frontNodes.has(actor.id) ? 0.13 : 1,
    borderWidth: chosen ? 3 : firm ? 1.5 : 2,
    shapeProperties: { borderDashes: firm ? false : [4, 3] },
    color: { ...face, hover: face, highlight: face },
  };
}

function edgeLook(relation) {
  const line = row("statuses", relation.status).line;
  const colour = style(colourName("layers", relation.layer));
  const front = shown.frontEdges?.has(relation.id);
  const rest = line === "faint" ? 0.28 : 0.55;
  return {
    id: relation.id, from: relation.from, to: relation.to,
    hidden: !shown.edges.has(relation.id),
    width: front ? 2.4 : line === "solid" ? 1.3 : 1.5,
    dashes: DASHES[line] || false,
    arrows: relation.symmetric ? "" : { to: { enabled: true, scaleFactor: front ? 0.6 : 0.35 } },
    color: { color: colour, hover: colour, highlight: colour, inherit: false, opacity: shown.frontEdges ? (front ? 0.95 : 0.05) : rest },
    smooth: { enabled: true, type: relation.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(relation.bend) },
  };
}

/** Tells vis-network what has changed, and only that. */
function redraw() {
  const changed = (look) => {
    const form = JSON.stringify(look);
    const fresh = drawnAs.get(look.id) !== form;
    drawnAs.set(look.id, form);
    return fresh;
  };
  const place = ({ x, y, ...look }) => look; // a node stays where the reader has dragged it
  visNodes.update([...actors.values()].map(nodeLook).map(place).filter(changed));
  visEdges.update([...relations.values()].map(edgeLook).filter(changed));
}

/** Where an actor is on the canvas, in pixels. */
function pixel(id) {
  return network.canvasToDOM(network.getPosition(id));
}

/** Moves and scales so that some actors fill the part of the canvas that no panel covers. */
function frame(ids, { largest = 1.6, jump = false } = {}) {
  if (!ids.length) return;
  const points = Object.values(network.getPositions(ids));
  const [left, right] = [Math.min(...points.map((p) => p.x)), Math.max(...points.map((p) => p.x))];
  const [top, bottom] = [Math.min(...points.map((p) => p.y)), Math.max(...points.map((p) => p.y))];
  const covered = insets();
  const width = stage.clientWidth - covered.left - covered.right;
  const height = stage.clientHeight - covered.top - covered.bottom;
  const scale = Math.max(0.05, Math.min(largest, width / (right - left + 100), height / (bottom - top + 70)));
  const position = {
    x: (left + right) / 2 + (covered.right - covered.left) / 2 / scale,
    y: (top + bottom) / 2 + (covered.bottom - covered.top) / 2 / scale,
  };
  network.moveTo({ position, scale, animation: jump || still ? false : { duration: 400, easingFunction: "easeInOutQuad" } });
}

/** The margins that the details panel and the tools take from the canvas. */
function insets() {
  const details = document.getElementById("details");
  const narrow = innerWidth <= 820;
  const cover = details.hidden ? 0 : narrow ? details.offsetHeight : details.offsetWidth + 24;
  return narrow ? { left: 8, right: 8, top: 56, bottom: cover + 8 } : { left: 8, right: cover + 8, top: 30, bottom: 12 };
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: still ? false : { duration: 150, easingFunction: "easeOutQuad" } });
}
