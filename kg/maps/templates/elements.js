/* The maker of elements: what is not an element becomes text, never markup. */

const SVG = "http://www.w3.org/2000/svg";

function make(tag, attributes = {}, ...children) {
  const element = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== "" && child !== false));
  return element;
}

/** A text in its own direction, and in the font of its language. */
function written(text, language) {
  return make("bdi", { lang: language || scriptOf(text) || null }, text);
}

/** A number as the reader's language writes it; of a fraction three digits that count. */
function counted(number) {
  return number.toLocaleString(locale, Number.isInteger(number) ? {} : { maximumSignificantDigits: 3 });
}

/** A sentence of the page with its gaps, such as {count}, filled. */
function told(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => (name in gaps ? gaps[name] : gap));
}

const OUTLINES = {
  dot: "M10 3.5a6.5 6.5 0 1 0 .01 0z", square: "M4.5 4.5h11v11h-11z", diamond: "M10 2.5 17.5 10 10 17.5 2.5 10z",
  triangle: "M10 3.5 17.5 16h-15z", triangleDown: "M10 16.5 2.5 4h15z", hexagon: "M6 3.5h8l4 6.5-4 6.5H6L2 10z",
  star: "m10 2 2.4 5.2 5.6.6-4.2 3.8 1.2 5.6L10 14.4 5 17.2l1.2-5.6L2 7.8l5.6-.6z",
};
const STROKES = { solid: null, faint: null, dashed: "5 3.5", dotted: "1.5 3" };

function icon(shape, colour, hollow = false) {
  const path = make("svg:path", { d: OUTLINES[shape] || OUTLINES.dot, class: hollow ? "hollow" : "solid" });
  const drawn = make("svg:svg", { viewBox: "0 0 20 20", class: "shape", "aria-hidden": "true" }, path);
  drawn.style.setProperty("--colour", `var(${colour})`);
  return drawn;
}

function stroke(line, colour) {
  const path = make("svg:path", { d: "M1 10h26", "stroke-dasharray": STROKES[line], class: line });
  const drawn = make("svg:svg", { viewBox: "0 0 28 20", class: "stroke", "aria-hidden": "true" }, path);
  drawn.style.setProperty("--colour", `var(${colour})`);
  return drawn;
}

/** The mark of what is disputed: an unequal sign, as on the map. */
function disputeMark(label) {
  return make("span", { class: "dispute", role: label ? "img" : null, "aria-label": label, "aria-hidden": label ? null : "true", title: label }, "≠");
}

function button(text, act, attributes = {}) {
  return make("button", { type: "button", onclick: act, ...attributes }, text);
}

function choice(id, label, options, chosen, act) {
  const list = make("select", { id, onchange: () => act(list.value) }, options.map(([value, text]) => make("option", { value }, text)));
  list.value = chosen;
  return make("label", { class: "choice", for: id }, make("span", {}, label), list);
}
