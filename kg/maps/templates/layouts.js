/* Layouts: where each puts the actors, and what it draws beneath them. */

const underlay = make("canvas", { class: "underlay", "aria-hidden": "true" });
const brush = underlay.getContext("2d");
const HEADING = () => `650 13px ${style("--sans")}`;
const HEADING_STEP = 17; // pixels between two lines of a heading
let arranged = "";

/** Where a layout puts each actor. */
function positionsOf(name) {
  const { points } = data.layouts[name]; // of the first layout the nodes know it
  return new Map(data.nodes.map(({ id, x, y }, i) => [id, points ? turned(name, points[2 * i], points[2 * i + 1]) : turned(name, x, y)]));
}

/** On a phone left becomes top, so that a wide map fills a high screen; the earth stays as it is. */
function turned(name, x, y) {
  return upright && !data.layouts[name].land ? { x: y, y: x } : { x, y };
}

/** Puts the actors where the chosen layout wants them, if they are not there yet. */
function arrange() {
  if (arranged === state.layout) return;
  const first = !arranged;
  arranged = state.layout;
  move(positionsOf(arranged));
  setGrain();
  setSizes();
  if (!first) frame([...shown.nodes]);
}

/** A point of the map in pixels, seen from an actor whose place is known. */
function projection() {
  const [actor] = actors.values();
  const [origin, zoomed] = [pixel(actor.id), scale()];
  return ({ x, y }) => ({ x: origin.x + (x - actor.x) * zoomed, y: origin.y + (y - actor.y) * zoomed });
}

/** The outlines of land as paths, and the headings with their places, in pixels. */
function beneath() {
  const { land = [], headings = [] } = data.layouts[state.layout] || {};
  if (!actors.size || !(land.length || headings.length)) return { outlines: [], titles: [] };
  const seen = projection();
  const outline = (line) => {
    let path = "";
    for (let i = 0; i < line.length; i += 2) {
      const { x, y } = seen({ x: line[i], y: line[i + 1] });
      path += `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
    }
    return `${path}Z`;
  };
  return { outlines: land.map(outline), titles: headings.flatMap(([text, x, y]) => titleLines(text, seen(turned(state.layout, x, y)))) };
}

/** A heading of several parts as a line for each, the last one at its place, and none half outside the stage. */
function titleLines(text, { x, y }) {
  const parts = text.split(" · ");
  const half = Math.max(...parts.map((part) => measure(part, HEADING()))) / 2 + 6;
  const inside = x > 0 && x < stage.clientWidth ? Math.max(half, Math.min(stage.clientWidth - half, x)) : x;
  return parts.map((part, i) => ({ text: part, half, x: inside, y: y - (parts.length - 1 - i) * HEADING_STEP }));
}

/** How much room the headings need above their places, in pixels. */
function headroom() {
  const { headings = [] } = data.layouts[state.layout] || {};
  return Math.max(0, ...headings.map(([text]) => text.split(" · ").length * HEADING_STEP));
}

function drawBeneath() {
  clear(underlay, brush);
  const { outlines, titles } = beneath();
  Object.assign(brush, { fillStyle: style("--land"), strokeStyle: style("--coast"), lineWidth: 0.8 });
  for (const outline of outlines) {
    const path = new Path2D(outline);
    brush.fill(path);
    brush.stroke(path);
  }
  Object.assign(brush, { textAlign: "center", textBaseline: "middle", fillStyle: style("--ink-3"), font: HEADING() });
  for (const { text, x, y } of titles) brush.fillText(text, x, y);
}
