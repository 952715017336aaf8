/* Labels: drawn over the canvas by priority, each where it covers no other label and no larger actor. */

const overlay = document.createElement("canvas");
overlay.className = "overlay";
overlay.setAttribute("aria-hidden", "true");
const pen = overlay.getContext("2d");
const widths = new Map();
let placed = [];

const LINE = 24; // characters of a label that share a line; a wide character counts twice
const CELL = 64; // pixels of the grid that finds collisions

function charWidth(character) {
  return /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/.test(character) ? 2 : 1;
}

/** One or two lines: broken between words where there are words, cut with an ellipsis where two are not enough. */
function lines(text, count = 2) {
  const pieces = text.slice(0, 200).replace(/\s+/g, " ").split(/(?<= )|(?<=[\u2e80-\ud7af])/);
  const found = [""];
  let used = 0;
  for (const word of pieces) {
    const size = [...word].reduce((sum, character) => sum + charWidth(character), 0);
    if (used && used + size > LINE + 1) {
      if (found.length === count) return cut(found, true);
      found.push("");
      used = 0;
    }
    found[found.length - 1] += word;
    used += size;
  }
  return cut(found, text.length > 200);
}

function cut(found, more) {
  return found.map((line, i) => {
    const characters = [...line.trimEnd()];
    let size = 0;
    const kept = characters.filter((character) => (size += charWidth(character)) <= LINE + 4);
    return kept.join("") + (kept.length < characters.length || (more && i === found.length - 1) ? "…" : "");
  });
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
  const around = (box) => {
    const keys = [];
    for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i++) {
      for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j++) keys.push(`${i},${j}`);
    }
    return keys;
  };
  const meet = (a, b) => a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;
  return {
    add: (box) => around(box).forEach((key) => cells.set(key, [...(cells.get(key) || []), box])),
    // `over`: nodes smaller than this may be covered, other labels never
    free: (box, over = 0) => !around(box).some((key) => (cells.get(key) || []).some((other) => other.owner !== box.owner && !(other.radius < over) && meet(box, other))),
  };
}

/** What a label says and how large it is. */
function setting(actor, scale, strong) {
  const size = Math.min(15, (strong ? 12.5 : 11) + Math.sqrt(actor.relations.length) * 0.35 + Math.max(0, Math.log2(scale)) * 1.5);
  const weight = strong || actor.rank < 12 ? 650 : 450;
  const family = { "": style("--sans"), ko: style("--sans-ko"), zh: style("--sans-zh") };
  const second = strong || scale > 1.1 || actor.rank < 16 ? secondName(actor) : "";
  const text = lines(actor.label).map((line) => ({ line, font: `${weight} ${size.toFixed(1)}px ${family[scriptOf(line)]}`, colour: "--ink" }));
  if (second) text.push({ line: lines(second, 1)[0], font: `400 ${(size * 0.9).toFixed(1)}px ${family[scriptOf(second)]}`, colour: "--ink-2" });
  return { text, step: size * 1.2, width: Math.max(...text.map(({ line, font }) => measure(line, font))), height: text.length * size * 1.2 };
}

/** The first of eight places around an actor where its label is free: below, above, beside, then at the corners. */
function spot(point, radius, { width, height }, owner, taken) {
  const gap = radius + 3;
  const [middle, right, left] = [point.x - width / 2, point.x + gap, point.x - gap - width];
  const [above, beside, below] = [point.y - gap - height, point.y - height / 2, point.y + gap];
  const corners = [
    [middle, below], [middle, above], [right, beside], [left, beside],
    [right - gap / 2, below - gap / 2], [left + gap / 2, below - gap / 2], [right - gap / 2, above + gap / 2], [left + gap / 2, above + gap / 2],
  ];
  const boxes = corners.map(([x, y]) => ({ left: x - 2, top: y - 1, right: x + width + 2, bottom: y + height + 1, owner }));
  const inside = boxes.filter((box) => box.left > 0 && box.right < stage.clientWidth && box.top > 0 && box.bottom < stage.clientHeight);
  return inside.find((box) => taken.free(box)) || inside.find((box) => taken.free(box, 0.8 * radius));
}

/** What lies over the canvas and would cover a label. */
function panels() {
  const origin = stage.getBoundingClientRect();
  return ["tools", "details"].map((id) => document.getElementById(id).getBoundingClientRect()).filter((box) => box.width)
    .map((box) => ({ left: box.left - origin.left, right: box.right - origin.left, top: box.top - origin.top, bottom: box.bottom - origin.top, owner: null }));
}

/** Chooses the labels and their places; the selected actor first, then its neighbours, then by number of relations. */
function place() {
  const scale = network.getScale();
  const focus = (state.selected || state.hovered)?.actor;
  const wanted = ranked.filter((actor) => shown.nodes.has(actor.id) && (!shown.frontNodes || shown.frontNodes.has(actor.id)));
  const taken = grid();
  const seen = wanted.map((actor) => ({ actor, point: pixel(actor.id), radius: actor.size * scale }))
    .filter(({ point }) => point.x > -50 && point.y > -50 && point.x < stage.clientWidth + 50 && point.y < stage.clientHeight + 50);
  seen.sort((a, b) => (b.actor === focus) - (a.actor === focus));
  for (const { actor, point, radius } of seen) {
    taken.add({ left: point.x - radius, right: point.x + radius, top: point.y - radius, bottom: point.y + radius, owner: actor.id, radius });
  }
  for (const box of panels()) taken.add(box);
  placed = [];
  for (const { actor, point, radius } of seen.slice(0, 500)) {
    const label = setting(actor, scale, actor === focus || Boolean(shown.frontNodes && shown.frontNodes.size < 30));
    const box = spot(point, radius, label, actor.id, taken);
    if (!box) continue;
    taken.add({ ...box, owner: null });
    placed.push({ actor, box, ...label });
  }
}

function drawLabels() {
  const sharp = devicePixelRatio || 1;
  const [width, height] = [Math.round(stage.clientWidth * sharp), Math.round(stage.clientHeight * sharp)];
  if (overlay.width !== width || overlay.height !== height) [overlay.width, overlay.height] = [width, height];
  pen.setTransform(sharp, 0, 0, sharp, 0, 0);
  pen.clearRect(0, 0, stage.clientWidth, stage.clientHeight);
  place();
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
