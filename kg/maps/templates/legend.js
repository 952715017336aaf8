/* The legend: every row switches one layer, kind, country or status on and off. Also the maker of elements. */

const SVG = "http://www.w3.org/2000/svg";

/** Makes an element; what is not an element becomes text, never markup. */
function make(tag, attributes = {}, ...children) {
  const element = tag.startsWith("svg:") ? document.createElementNS(SVG, tag.slice(4)) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child != null && child !== ""));
  return element;
}

/** A text in its own direction, and in the font of its language. */
function written(text, language) {
  return make("bdi", { lang: language || scriptOf(text) || null }, text);
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

function swatch(section, entry) {
  if (section === "layers") return stroke("solid", colourName(section, entry.key));
  if (section === "statuses") return stroke(entry.line, "--ink-2");
  if (section === "countries") return icon("dot", state.colour === "country" ? colourName(section, entry.key) : "--none");
  return icon(entry.shape, state.colour === "kind" ? colourName(section, entry.key) : "--ink-2");
}

function legendRow(section, entry) {
  const box = make("input", { type: "checkbox", "data-section": section, "data-key": entry.key, onchange: () => {
    state.off[section][box.checked ? "delete" : "add"](entry.key);
    refresh();
  } });
  box.checked = !state.off[section].has(entry.key);
  const count = entry.count.toLocaleString(locale);
  return make("label", { title: entry.label.slice(0, 300) }, box, swatch(section, entry), make("span", { class: "name" }, written(entry.label)), make("span", { class: "count" }, count));
}

/** A button that switches a whole section on, or off when it is all on. */
function legendAll(section) {
  const off = state.off[section];
  const keys = data.legend[section].map((entry) => entry.key);
  return make("button", { type: "button", class: "all", "data-all": section, onclick: () => {
    off.size ? off.clear() : keys.forEach((key) => off.add(key));
    refresh();
    document.querySelector(`[data-all="${section}"]`).focus();
  } }, off.size ? words.all : words.none);
}

function colourChoice() {
  const option = (value, text) => make("option", { value }, text);
  const choice = make("select", { id: "colour", onchange: () => {
    state.colour = choice.value;
    refresh();
    document.getElementById("colour").focus();
  } }, option("country", words.by_country), option("kind", words.by_kind));
  choice.value = state.colour;
  return make("label", { class: "choice" }, words.colour_by, choice);
}

function drawLegend() {
  const active = document.activeElement?.dataset || {};
  const sections = SECTIONS.filter((section) => data.legend[section].length).map((section) => make("fieldset", { "data-section": section },
    make("legend", {}, make("span", {}, words[section])), legendAll(section),
    make("div", { class: section === "countries" ? "rows flow" : "rows" }, data.legend[section].map((entry) => legendRow(section, entry)))));
  document.getElementById("sections").replaceChildren(...sections, ...(data.legend.countries.length > 1 ? [colourChoice()] : []));
  const again = [...document.querySelectorAll("#sections input")].find((box) => active.key !== undefined && box.dataset.section === active.section && box.dataset.key === active.key);
  again?.focus();
  const [nodes, edges] = [shown.nodes.size, shown.edges.size].map((count) => count.toLocaleString(locale));
  document.getElementById("counts").textContent = `${nodes} ${words.actors} · ${edges} ${words.relations}`;
  document.getElementById("nothing").hidden = shown.nodes.size > 0;
}
