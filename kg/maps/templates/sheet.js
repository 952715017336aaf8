/* The sheet around an exported map: its heading, its legend, what is filtered, and the sources. */

const SHEET_ROWS = 12; // rows of a section of the legend that a sheet has room for

/** What the colours, shapes and lines of a sheet mean: only what is switched on and there to be seen. */
function sheetSections() {
  const seen = [...shown.nodes].map((id) => actors.get(id));
  const drawn = [...shown.edges].map((id) => relations.get(id));
  const used = {
    layers: new Set(drawn.map((relation) => relation.layer || "")), families: new Set(seen.map((actor) => actor.family || "")),
    countries: new Set(seen.map((actor) => actor.country || "")), communities: new Set(seen.map((actor) => actor.community || "")),
    statuses: new Set([...drawn.map((relation) => relation.status || ""), ...seen.map((actor) => actor.existence || "")]),
    disputes: new Set(drawn.some((relation) => relation.disputed) || seen.some((actor) => actor.disputed) ? ["disputed"] : []),
  };
  const coloured = { country: "countries", community: "communities" }[state.colour];
  return SECTIONS.filter((section) => !["countries", "communities"].includes(section) || section === coloured)
    .map((section) => [section, data.legend[section].filter((entry) => used[section].has(entry.key))]).filter(([, entries]) => entries.length);
}

/** A swatch of the legend in plain SVG, which knows no style sheet. */
function sheetSwatch(section, entry, x, y) {
  const coloured = (name) => style(colourName(section, name));
  if (section === "disputes") return drawnMark({ x: x + 12, y: y - 4 });
  if (section === "layers" || section === "statuses") {
    return make("svg:path", { d: `M${x} ${y - 4}h24`, stroke: section === "layers" ? coloured(entry.key) : style("--ink-2"), "stroke-width": 2.2, "stroke-dasharray": STROKES[entry.line], opacity: entry.line === "faint" ? 0.45 : null });
  }
  const fill = section === "families" && state.colour !== "kind" ? style("--ink-2") : coloured(entry.key);
  return make("svg:path", { d: OUTLINES[entry.shape] || OUTLINES.dot, transform: `translate(${x + 5} ${y - 11}) scale(0.72)`, fill });
}

/** The legend as a column; returns its elements and where it ends. */
function sheetLegend(x, top) {
  const found = [];
  let y = top;
  for (const [section, entries] of sheetSections()) {
    found.push(line(words[section], { x, y, "font-size": 11.5, "font-weight": 650, fill: style("--ink-2") }));
    y += 18;
    for (const entry of entries.slice(0, SHEET_ROWS)) {
      found.push(sheetSwatch(section, entry, x, y), line(fitted(rowLabel(section, entry), 12, SIDE - 60)[0], { x: x + 32, y }));
      y += 18;
    }
    if (entries.length > SHEET_ROWS) {
      found.push(line(told(words.more, { count: counted(entries.length - SHEET_ROWS) }), { x: x + 32, y, fill: style("--ink-2") }));
      y += 18;
    }
    y += 12;
  }
  return { found, end: y };
}

/** What of the whole is shown: counts, years, and the sections of the legend in which something is off. */
function sheetCounts() {
  const off = SECTIONS.filter((section) => state.off[section].size).map((section) => `${words[section]}: ${data.legend[section].filter((entry) => !state.off[section].has(entry.key)).map((entry) => rowLabel(section, entry)).join(", ") || words.none}`);
  const size = data.measures.find(({ key }) => key === state.size)?.label || words.number_of_relations;
  return [document.getElementById("counts").textContent, state.years?.join("–"), `${words.size_by}: ${size}`, ...off].filter(Boolean).join(" · ");
}

/** What the footer of the page says, as one text: the sources first of all. */
function sheetSources() {
  const headings = [...document.querySelectorAll("#about dt")];
  return headings.map((heading) => `${heading.textContent}: ${heading.nextElementSibling.textContent.trim()}`).join(" · ");
}

/** The whole sheet as an SVG element. */
function drawSheet() {
  const { width, height } = seenSize();
  const legend = sheetLegend(PAD + width + 20, 0);
  const whole = Math.max(2 * PAD + width + SIDE, 640);
  const lines = (text, size, most, weight) => fitted(text, size, whole - 2 * PAD, most, weight);
  const parts = [];
  let y = PAD + 16;
  const say = (list, size, attributes) => list.filter(Boolean).forEach((text) => {
    parts.push(line(text, { x: PAD, y, "font-size": size, ...attributes }));
    y += size * 1.35;
  });
  say(lines(document.title, 21, 3, 650), 21, { "font-weight": 650 });
  say(lines(document.querySelector(".subtitle")?.textContent || "", 14, 2), 14, { fill: style("--ink-2") });
  say(lines(sheetCounts(), 12, 3), 12, { fill: style("--ink-2") });
  const top = y + 4;
  const below = top + Math.max(height, legend.end + 20) + 22;
  y = below;
  say(lines(sheetSources(), 11, 4), 11, { fill: style("--ink-2") });
  const tall = y + PAD - 8;
  const hole = make("svg:clipPath", { id: "hole" }, make("svg:rect", { width, height }));
  return make("svg:svg", { viewBox: `0 0 ${whole} ${tall.toFixed(0)}`, width: whole, height: tall.toFixed(0), role: "img", "aria-label": clean(document.title) },
    make("svg:title", {}, clean(document.title)), make("svg:desc", {}, clean(sheetSources())), hole,
    make("svg:rect", { width: "100%", height: "100%", fill: style("--paper") }),
    make("svg:g", { transform: `translate(${PAD} ${top})`, "clip-path": "url(#hole)" }, drawnMap({ width, height })),
    make("svg:g", { transform: `translate(0 ${top + 20})` }, legend.found), parts);
}

function svgFile() {
  return new Blob(['<?xml version="1.0" encoding="UTF-8"?>\n', new XMLSerializer().serializeToString(drawSheet())], { type: "image/svg+xml;charset=utf-8" });
}

async function pngFile() {
  const drawn = drawSheet();
  const [width, height] = ["width", "height"].map((name) => Number(drawn.getAttribute(name)));
  const sharp = Math.min(SHARP, LARGEST_PNG / Math.max(width, height));
  const address = URL.createObjectURL(svgFile());
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const canvas = make("canvas", { width: Math.round(width * sharp), height: Math.round(height * sharp) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((done) => { canvas.toBlob(done, "image/png"); });
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** Saves a file under the title of the page, as far as file systems allow. */
function save(file, suffix) {
  const name = document.title.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 80) || "map";
  const address = URL.createObjectURL(file);
  make("a", { href: address, download: `${name}.${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

addEventListener("beforeprint", () => {
  const dark = document.documentElement.dataset.theme === "dark";
  if (dark) document.documentElement.dataset.theme = "light"; // paper is light
  palette.clear();
  palette.set("--paper", "#ffffff");
  rowsShown = Infinity;
  drawTable();
  sheet.replaceChildren(drawSheet());
  if (dark) document.documentElement.dataset.theme = "dark";
  palette.clear();
});
addEventListener("afterprint", () => {
  sheet.replaceChildren();
  rowsShown = PAGE;
  drawTable();
});
