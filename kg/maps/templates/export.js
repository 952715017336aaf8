/* The map as a file: an SVG drawn from the model, as the reader sees it, with title, legend and sources; a PNG of that; and print. */

const PAD = 28; // pixels around the map
const SIDE = 236; // width of the legend
const SHARP = 3; // pixels of the PNG to a pixel of the screen
const LARGEST_PNG = 9000; // pixels that a side may have
const sheet = document.getElementById("sheet");

/** Text that XML can hold: without control characters and halves of characters. */
function clean(text) {
  return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** A line of text in the fonts of its script; `attributes` as SVG has them. */
function line(text, attributes) {
  const family = { "": style("--sans"), ko: style("--sans-ko"), zh: style("--sans-zh") }[scriptOf(text)];
  return make("svg:text", { "font-family": family, fill: style("--ink"), "font-size": 12, ...attributes }, clean(text));
}

/** Text broken into at most `most` lines of a width in pixels, and cut where that is not enough. */
function fitted(text, size, width, most = 1, weight = 400) {
  const font = `${weight} ${size}px ${style(scriptOf(text) === "zh" ? "--sans-zh" : "--sans-ko")}`;
  const found = [""];
  for (const piece of pieces(clean(text).slice(0, 2000)).flatMap((word) => (word.length > 40 ? [...word] : [word]))) {
    const longer = found.at(-1) + piece;
    if (measure(longer.trimEnd(), font) <= width) found[found.length - 1] = longer;
    else if (found.length < most) found.push(piece);
    else {
      let last = longer;
      while (last && measure(`${last}…`, font) > width) last = last.slice(0, -1);
      found[found.length - 1] = `${last.trimEnd()}…`;
      break;
    }
  }
  return found.map((one) => one.trimEnd());
}

function fixed(...numbers) {
  return numbers.map((number) => Number(number.toFixed(2)));
}

function dashes({ dash }, zoomed) {
  return dash ? fixed(...dash.map((length) => length * zoomed)).join(" ") : null;
}

/** The outline of a shape as large as the canvas draws it. */
function outline({ shape, size }, { x, y }, zoomed) {
  const r = size * zoomed;
  const polygon = (count, start, radius = () => r, dy = 0) => Array.from({ length: count }, (_, i) => {
    const angle = start + (2 * Math.PI * i) / count;
    return fixed(x + radius(i) * Math.cos(angle), y + dy + radius(i) * Math.sin(angle)).join(" ");
  }).join(" ");
  const up = -Math.PI / 2;
  if (shape === "square") return make("svg:rect", { x: fixed(x - r)[0], y: fixed(y - r)[0], width: fixed(2 * r)[0], height: fixed(2 * r)[0] });
  if (shape === "diamond") return make("svg:polygon", { points: polygon(4, up) });
  if (shape === "triangle") return make("svg:polygon", { points: polygon(3, up, () => 1.15 * r, 0.28 * r) });
  if (shape === "triangleDown") return make("svg:polygon", { points: polygon(3, -up, () => 1.15 * r, -0.28 * r) });
  if (shape === "hexagon") return make("svg:polygon", { points: polygon(6, 0) });
  if (shape === "star") return make("svg:polygon", { points: polygon(10, up, (i) => (i % 2 ? 0.5 : 1.12) * r * 0.9, 0.1 * r) });
  const [cx, cy, radius] = fixed(x, y, r);
  return make("svg:circle", { cx, cy, r: radius });
}

function drawnActor(actor, zoomed) {
  const look = actorLook(actor);
  const drawn = outline(look, pixel(actor.id), zoomed);
  const more = { fill: look.fill, stroke: look.stroke, "stroke-width": look.border, "stroke-dasharray": dashes(look, zoomed), opacity: look.opacity < 1 ? look.opacity : null };
  for (const [name, value] of Object.entries(more)) if (value != null) drawn.setAttribute(name, value);
  drawn.append(make("svg:title", {}, clean(actor.label)));
  return drawn;
}

/** The point of a curve at which an arrow touches the edge of its target. */
function touch(from, bent, to, radius) {
  for (let t = 1; t > 0; t -= 0.01) {
    const point = { x: (1 - t) ** 2 * from.x + 2 * t * (1 - t) * bent.x + t * t * to.x, y: (1 - t) ** 2 * from.y + 2 * t * (1 - t) * bent.y + t * t * to.y };
    if (Math.hypot(point.x - to.x, point.y - to.y) >= radius) return point;
  }
  return from;
}

function drawnRelation(relation, zoomed) {
  const look = relationLook(relation);
  const [from, to] = [pixel(relation.from), pixel(relation.to)];
  const width = look.width * zoomed;
  const group = make("svg:g", { stroke: look.stroke, "stroke-width": fixed(width)[0], opacity: look.opacity, fill: "none", "stroke-dasharray": dashes(look, zoomed) });
  group.append(make("svg:title", {}, clean([actors.get(relation.from).label, relation.label || relation.relation, actors.get(relation.to).label, relation.status_label || row("statuses", relation.status || "").label].filter(Boolean).join(" · "))));
  if (relation.from === relation.to) {
    const radius = actors.get(relation.from).size * zoomed;
    group.append(make("svg:circle", { cx: fixed(from.x)[0], cy: fixed(from.y - radius - 8 * zoomed)[0], r: fixed(12 * zoomed)[0] }));
    return group;
  }
  const bent = via(from, to, look.bend);
  const end = touch(from, bent, to, actors.get(relation.to).size * zoomed + 1);
  group.append(make("svg:path", { d: `M${fixed(from.x, from.y)} Q${fixed(bent.x, bent.y)} ${fixed(end.x, end.y)}` }));
  if (look.arrow) {
    const angle = Math.atan2(end.y - bent.y, end.x - bent.x);
    const reach = Math.max(4, 15 * look.arrow * zoomed);
    const corner = (turn, far) => fixed(end.x - far * Math.cos(angle + turn), end.y - far * Math.sin(angle + turn)).join(" ");
    group.append(make("svg:polygon", { points: `${fixed(end.x, end.y).join(" ")} ${corner(0.42, reach)} ${corner(0, 0.7 * reach)} ${corner(-0.42, reach)}`, fill: look.stroke, stroke: "none" }));
  }
  return group;
}

function drawnLabel({ box, text, step }) {
  const middle = (box.left + box.right) / 2;
  return text.map(({ line: said, weight, size, family, colour }, i) => make("svg:text", {
    x: fixed(middle)[0], y: fixed(box.top + 1 + (i + 0.82) * step)[0], "font-family": family, "font-size": fixed(size)[0], "font-weight": weight, fill: style(colour),
    stroke: style("--paper"), "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke", "text-anchor": "middle",
  }, clean(said)));
}

function drawnMark({ x, y, small }) {
  const half = small ? SMALL_MARK : MARK;
  const [disc, sign] = small ? ["--paper", "--dispute"] : ["--dispute", "--paper"];
  return make("svg:g", {}, make("svg:circle", { cx: fixed(x)[0], cy: fixed(y)[0], r: half, fill: style(disc), stroke: style(sign), "stroke-width": small ? 1 : 1.5 }),
    line("≠", { x: fixed(x)[0], y: fixed(y + 0.6 * half)[0], "text-anchor": "middle", "font-size": fixed(half * 1.7)[0], "font-weight": 700, fill: style(sign) }));
}

/** The size of what is seen of the stage: without what the details and the years cover. */
function seenSize() {
  const { right, bottom } = insets();
  const covered = NARROW.matches || details.hidden ? 0 : right;
  return { width: Math.max(200, stage.clientWidth - covered), height: Math.max(200, stage.clientHeight - bottom) };
}

/** What the map shows, without what lies beyond its frame. */
function drawnMap({ width, height }) {
  const zoomed = scale();
  const inView = ({ x, y }, more) => x > -more && y > -more && x < width + more && y < height + more;
  const beyond = [{ left: width, right: width + 1e4, top: -1e4, bottom: 1e4 }, { left: -1e4, right: 1e4, top: height, bottom: height + 1e4 }];
  const { outlines, titles } = beneath();
  const seen = ranked.filter((actor) => shown.nodes.has(actor.id) && inView(pixel(actor.id), 60));
  const front = (relation) => Boolean(shown.frontEdges?.has(relation.id));
  const drawn = [...relations.values()].filter((relation) => shown.edges.has(relation.id)).sort((a, b) => front(a) - front(b));
  return [
    make("svg:g", { fill: style("--land"), stroke: style("--coast"), "stroke-width": 0.8 }, outlines.map((d) => make("svg:path", { d }))),
    titles.map(({ text, x, y }) => line(text, { x: fixed(x)[0], y: fixed(y)[0], "text-anchor": "middle", "font-size": 13, "font-weight": 650, fill: style("--ink-3") })),
    make("svg:g", {}, drawn.map((relation) => drawnRelation(relation, zoomed))),
    make("svg:g", {}, [...seen].reverse().map((actor) => drawnActor(actor, zoomed))),
    make("svg:g", {}, marks(zoomed).filter((point) => inView(point, 0)).map(drawnMark)),
    make("svg:g", {}, place(beyond).flatMap(drawnLabel)),
  ].flat();
}
