/* The legend: every row switches one layer, kind, country … on and off. Above it, how the map is drawn. */

const FOLD = 8; // rows of a section that are always shown; as many have a colour of their own
const unfolded = new Set();

function swatch(section, entry) {
  if (section === "layers") return stroke("solid", colourName(section, entry.key));
  if (section === "statuses") return stroke(entry.line, "--ink-2");
  if (section === "disputes") return entry.key === "disputed" ? disputeMark() : make("span", { class: "dispute none", "aria-hidden": "true" });
  if (section === "families") return icon(entry.shape, state.colour === "kind" ? colourName(section, entry.key) : "--ink-2");
  const coloured = { country: "countries", community: "communities" }[state.colour] === section;
  return icon("dot", coloured ? colourName(section, entry.key) : "--none");
}

/** What a row is called; a few keys are words of the page. */
function rowLabel(section, entry) {
  if (section === "disputes") return words[entry.key];
  if (section === "communities") return entry.key ? told(words.community_n, { number: entry.key }) : words.not_known;
  return entry.label;
}

function legendRow(section, entry) {
  const box = make("input", { type: "checkbox", "data-section": section, "data-key": entry.key, onchange: () => {
    state.off[section][box.checked ? "delete" : "add"](entry.key);
    changed();
  } });
  box.checked = !state.off[section].has(entry.key);
  const label = rowLabel(section, entry);
  return make("label", { title: label.slice(0, 300) }, box, swatch(section, entry), make("span", { class: "name" }, written(label)), make("span", { class: "count" }, counted(entry.count)));
}

/** A button that switches a whole section on, or off when it is all on. */
function legendAll(section) {
  const off = state.off[section];
  const keys = data.legend[section].map((entry) => entry.key);
  const act = () => {
    off.size ? off.clear() : keys.forEach((key) => off.add(key));
    changed();
  };
  const text = off.size ? words.all : words.none;
  return button(text, act, { class: "all", "data-all": section, "aria-label": `${words[section]}: ${text}` });
}

/** A section with its first rows, and a button that shows or folds the others; rows that are off stay in view. */
function legendSection(section) {
  const entries = data.legend[section];
  const foldable = entries.length > FOLD + 2;
  const folded = foldable && !unfolded.has(section);
  const seen = entries.filter((entry, i) => !folded || i < FOLD || !entry.key || (state.off[section].has(entry.key) && state.off[section].size <= FOLD));
  const act = () => {
    unfolded.has(section) ? unfolded.delete(section) : unfolded.add(section);
    drawLegend();
  };
  const fold = foldable && button(folded ? told(words.more, { count: counted(entries.length - seen.length) }) : words.fewer, act, { class: "fold", "data-fold": section, "aria-expanded": String(!folded) });
  const note = section === "disputes" && [...actors.values()].filter((actor) => actor.disputed).length;
  return make("fieldset", { "data-section": section },
    make("legend", {}, make("span", {}, words[section])), legendAll(section),
    make("div", { class: "rows" }, seen.map((entry) => legendRow(section, entry))), fold,
    note ? make("p", { class: "remark" }, told(words.disputed_actors, { count: counted(note) })) : null);
}

/** Which sections there is something to say in; communities only while they are what the colours mean. */
function legendSections() {
  return SECTIONS.filter((section) => data.legend[section].length
    && (section !== "communities" || state.colour === "community" || state.off.communities.size));
}

/** How the map is drawn: which layout, what the colours and the sizes mean. */
function choices() {
  const set = (name) => (value) => {
    state[name] = value;
    changed();
  };
  const measures = [...data.measures.map(({ key, label }) => [key, label]), ["", words.number_of_relations]];
  const layouts = Object.keys(data.layouts).map((name) => [name, words[`layout_${name}`] || name]);
  return [
    layouts.length > 1 && choice("layout", words.layout, layouts, state.layout, set("layout")),
    COLOURS.length > 1 && choice("colour", words.colour_by, COLOURS.map((name) => [name, words[`by_${name}`]]), state.colour, set("colour")),
    measures.length > 1 && choice("size", words.size_by, measures, state.size, set("size")),
  ].filter(Boolean);
}

function drawLegend() {
  const active = document.activeElement;
  const named = ["all", "fold"].find((name) => active?.dataset[name]);
  const again = active?.closest("#legend") && (active.id ? `#${active.id}` : named ? `[data-${named}="${active.dataset[named]}"]` : null);
  const { section, key } = active?.dataset || {};
  document.getElementById("choices").replaceChildren(...choices());
  document.getElementById("sections").replaceChildren(...legendSections().map(legendSection));
  if (again) document.querySelector(`#legend ${again}`)?.focus();
  else if (section) [...document.querySelectorAll("#sections input")].find((box) => box.dataset.section === section && box.dataset.key === key)?.focus();
  drawCounts();
}

function drawCounts() {
  const said = `${counted(shown.nodes.size)} ${words.actors} · ${counted(shown.edges.size)} ${words.relations}`;
  const counts = document.getElementById("counts");
  if (counts.textContent !== said) counts.textContent = said;
  document.getElementById("nothing").hidden = shown.nodes.size > 0;
}
