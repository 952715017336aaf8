/* Labels and the marks of what is disputed: drawn over the canvas, each label where it covers no other and no larger actor. */

const overlay = make("canvas", { class: "overlay", "aria-hidden": "true" });
const pen = overlay.getContext("2d");
const widths = new Map();
let placed = [];

const LINE = 24; // characters of a label that share a line; a wide character counts twice
const CELL = 64; // pixels of the grid that finds collisions
const SPECK = 3; // pixels: in a crowd, smaller actors may be covered by labels
const CROWD = 1500; // actors in view
const MOST = 500; // labels that are drawn at once
const EMINENT = 14; // actors whose labels may cover smaller ones
const [MARK, SMALL_MARK] = [6.5, 4.5]; // half the width of the mark on a line, and of that at an actor, in pixels

function charWidth(character) {
  return /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1;
}

/** The pieces between which a line may break: words; in Chinese and Japanese, characters, but not before a punctuation mark. */
function pieces(text) {
  return text.replace(/\s+/g, " ").split(/(?<= )|(?<=[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60])(?![\s,.;:!?)\]}”’、。，；：！？）」』》·…])/);
}

function textWidth(text) {
  return [...text].reduce((sum, character) => sum + charWidth(character), 0);
}

/** One line or two of about the same length, cut with an ellipsis where that is not enough. */
function lines(text, count = 2) {
  const short = text.slice(0, 200);
  const list = pieces(short);
  const more = text.length > short.length;
  if (count === 1 || textWidth(short) <= LINE) return [cut(short, more)];
  const halves = list.map((_, i) => [list.slice(0, i + 1).join(""), list.slice(i + 1).join("")]);
  const [first, second] = halves.map((pair) => [Math.max(...pair.map(textWidth)), pair]).reduce((best, other) => (other[0] < best[0] ? other : best))[1];
  if (textWidth(first) <= LINE + 2) return second ? [cut(first), cut(second, more)] : [cut(first, more)];
  const full = halves.filter(([half]) => textWidth(half) <= LINE + 2).at(-1); // two lines are not enough: fill the first one
  return full ? [cut(full[0]), cut(full[1], more)] : [cut(short, more)];
}

/** As much of a line as has room. */
function cut(text, more = false) {
  const characters = [...text.trim()];
  let size = 0;
  const kept = characters.filter((character) => (size += charWidth(character)) <= LINE + 4);
  if (kept.length === characters.length) return kept.join("") + (more ? "…" : "");
  const whole = kept.join("").replace(/ \S*$/, ""); // better without half a word, if much is left
  return `${whole.length > kept.length / 2 ? whole : kept.join("")}…`;
}

function measure(text, font) {
  const key = `${font}\n${text}`;
  if (!widths.has(key)) {
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

/** Boxes in a grid, so that a collision is looked for among neighbours only. */
function grid() {
  const cells = new Map();
  const around = (box, act) => {
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i++) {
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j++) if (act(i * 65536 + j)) return true;
    }
    return false;
  };
  const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  return {
    add: (box) => around(box, (key) => { cells.has(key) ? cells.get(key).push(box) : cells.set(key, [box]); }),
    // `over`: nodes smaller than this may be covered, other labels never
    free: (box, over = 0) => !around(box, (key) => (cells.get(key) || []).some((other) => other.owner !== box.owner && !(other.radius < over) && meet(box, other))),
  };
}

/** What a label says and how large it is. */
function setting(actor, zoomed, strong) {
  const size = Math.min(15, (strong ? 12.5 : 11) + Math.sqrt(Math.min(actor.relations.length, 60)) * 0.35 + Math.max(0, Math.log2(zoomed)) * 1.5);
  const weight = strong || actor.place < 12 ? 650 : 450;
  const family = { "": style("--sans"), ko: style("--sans-ko"), zh: style("--sans-zh") };
  const second = strong || zoomed > 1.1 || actor.place < 16 ? secondName(actor) : "";
  const set = (line, weight, size, colour) => ({ line, weight, size, family: family[scriptOf(line)], colour, font: `${weight} ${size.toFixed(1)}px ${family[scriptOf(line)]}` });
  const text = lines(actor.label).map((line) => set(line, weight, size, "--ink"));
  if (second) text.push(set(lines(second, 1)[0], 400, size * 0.9, "--ink-2"));
  return { text, step: size * 1.2, width: Math.max(...text.map(({ line, font }) => measure(line, font))), height: text.length * size * 1.2 };
}

/** The first of eight places around an actor where its label is free: below, above, beside, then at the corners. */
function spot(point, radius, { width, height }, { id: owner, place: rank }, taken) {
  const gap = radius + 3;
  const [middle, right, left] = [point.x - width / 2, point.x + gap, point.x - gap - width];
  const [above, beside, below] = [point.y - gap - height, point.y - height / 2, point.y + gap];
  const corners = [
    [middle, below], [middle, above], [right, beside], [left, beside],
    [right - gap / 2, below - gap / 2], [left + gap / 2, below - gap / 2], [right - gap / 2, above + gap / 2], [left + gap / 2, above + gap / 2],
  ];
  const boxes = corners.map(([x, y]) => ({ left: x - 2, top: y - 1, right: x + width + 2, bottom: y + height + 1, owner }));
  const inside = boxes.filter((box) => box.left > 0 && box.right < stage.clientWidth && box.top > 0 && box.bottom < stage.clientHeight);
  return inside.find((box) => taken.free(box)) || inside.find((box) => taken.free(box, (rank < EMINENT ? 0.9 : 0.5) * radius));
}

/** What lies over the canvas and would cover a label. */
function panels() {
  const origin = stage.getBoundingClientRect();
  return ["tools", "details", "time"].map((id) => document.getElementById(id).getBoundingClientRect()).filter((box) => box.width)
    .map((box) => ({ left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top, owner: null }));
}

/** The middle of a relation's curve, in pixels. */
function middle(relation) {
  const [from, to] = [pixel(relation.from), pixel(relation.to)];
  const bent = via(from, to, relation.bend);
  return { x: 0.25 * from.x + 0.5 * bent.x + 0.25 * to.x, y: 0.25 * from.y + 0.5 * bent.y + 0.25 * to.y };
}

/** Where the marks are: on disputed relations, and at actors whose figures are disputed. */
function marks(zoomed) {
  const inFront = (front, id) => !front || front.has(id);
  const onLines = [...relations.values()].filter((relation) => relation.disputed && relation.from !== relation.to && shown.edges.has(relation.id) && inFront(shown.frontEdges, relation.id)).map(middle);
  const atActors = [...actors.values()].filter((actor) => actor.disputed && shown.nodes.has(actor.id) && inFront(shown.frontNodes, actor.id)).map((actor) => {
    const [point, away] = [pixel(actor.id), actor.size * zoomed * 0.8 + 2];
    return { x: point.x + away, y: point.y - away, small: true };
  });
  return [...onLines, ...atActors];
}

/** Chooses the labels and their places; the selected actor first, then its neighbours, the largest first. */
function place(covers = panels()) {
  const zoomed = scale();
  const focus = (state.selected || state.hovered)?.actor;
  const wanted = prominent.filter((actor) => shown.nodes.has(actor.id) && (!shown.frontNodes || shown.frontNodes.has(actor.id)));
  const taken = grid();
  const seen = wanted.map((actor) => ({ actor, point: pixel(actor.id), radius: actor.size * zoomed }))
    .filter(({ point }) => point.x > -50 && point.y > -50 && point.x < stage.clientWidth + 50 && point.y < stage.clientHeight + 50);
  seen.sort((a, b) => (b.actor === focus) - (a.actor === focus));
  for (const { actor, point, radius } of seen) {
    if (radius < SPECK && seen.length > CROWD) continue;
    taken.add({ left: point.x - radius, right: point.x + radius, top: point.y - radius, bottom: point.y + radius, owner: actor.id, radius });
  }
  for (const { x, y, small } of marks(zoomed)) {
    const half = small ? SMALL_MARK : MARK;
    taken.add({ left: x - half, right: x + half, top: y - half, bottom: y + half, owner: null });
  }
  for (const { half, x, y } of beneath().titles) {
    taken.add({ left: x - half, right: x + half, top: y - 9, bottom: y + 9, owner: null });
  }
  for (const box of covers) taken.add(box);
  const found = [];
  for (const { actor, point, radius } of seen.slice(0, MOST)) {
    const label = setting(actor, zoomed, actor === focus || Boolean(shown.frontNodes && shown.frontNodes.size < 30));
    const box = spot(point, radius, label, actor, taken);
    if (!box) continue;
    taken.add({ ...box, owner: null });
    found.push({ actor, box, ...label });
  }
  return found;
}

/** A canvas as large as the stage and as sharp as the screen, empty. */
function clear(canvas, brush) {
  const sharp = devicePixelRatio || 1;
  const [width, height] = [Math.round(stage.clientWidth * sharp), Math.round(stage.clientHeight * sharp)];
  if (canvas.width !== width || canvas.height !== height) [canvas.width, canvas.height] = [width, height];
  brush.setTransform(sharp, 0, 0, sharp, 0, 0);
  brush.clearRect(0, 0, stage.clientWidth, stage.clientHeight);
}

function drawLabels() {
  clear(overlay, pen);
  placed = place();
  drawMarks();
  Object.assign(pen, { textAlign: "center", textBaseline: "top", lineJoin: "round", lineWidth: 3.5, strokeStyle: style("--paper") });
  for (const { box, text, step } of placed) {
    text.forEach(({ line, font, colour }, i) => {
      pen.font = font;
      pen.fillStyle = style(colour);
      const at = [(box.left + box.right) / 2, box.top + 1 + i * step];
      pen.strokeText(line, ...at);
      pen.fillText(line, ...at);
    });
  }
}

/** A full disc on a line, an empty one at an actor of which only some figures are disputed. */
function drawMarks() {
  Object.assign(pen, { textAlign: "center", textBaseline: "middle" });
  for (const { x, y, small } of marks(scale())) {
    const half = small ? SMALL_MARK : MARK;
    const [disc, sign] = small ? ["--paper", "--dispute"] : ["--dispute", "--paper"];
    pen.beginPath();
    pen.arc(x, y, half, 0, 2 * Math.PI);
    Object.assign(pen, { fillStyle: style(disc), strokeStyle: style(sign), lineWidth: small ? 1 : 1.5, font: `700 ${half * 1.7}px ${style("--sans")}` });
    pen.fill();
    pen.stroke();
    pen.fillStyle = style(sign);
    pen.fillText("≠", x, y + 0.5);
  }
}
