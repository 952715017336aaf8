/* The page: run, stop, share; examples are links, and every query that was run has an address. */

const page = document.getElementById("sparql");
const part = (name) => page.querySelector(`[data-part="${name}"]`);
const setup = JSON.parse(page.dataset.setup);
const engine = asker(setup.prefixes, setup.refusals);

/** Words of the page, with what stands in their places. */
function words(key, ...values) {
  const text = setup.words[key] ?? setup.words[`sparql_${key}`];
  return values.reduce((done, value) => done.replace("{}", () => typeof value === "number" ? value.toLocaleString(document.documentElement.lang) : value), text);
}

function tell(text) {
  part("status").textContent = text;
}

/** The query that an address holds; nothing for other addresses. */
function addressed() {
  const [, text] = /^#query=(.*)$/s.exec(location.hash) ?? [];
  try {
    return decodeURIComponent(text ?? "");
  } catch {
    return "";
  }
}

/** Puts the query into the address: as a step of the browser's history, unless it stands there already. */
function remember(query) {
  if (addressed() === query) return;
  try {
    history.pushState(null, "", `#query=${encodeURIComponent(query)}`);
  } catch {
    // some browsers allow only so many changes in a minute
  }
}

function mark() {
  const same = (link) => decodeURIComponent(link.hash.replace("#query=", "")).trim() === editor.text.trim();
  for (const link of part("examples").querySelectorAll("a")) {
    if (same(link)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
}

/** While a query runs it can be stopped, and the seconds are counted. */
function busy(on) {
  page.dataset.state = on ? "running" : "idle";
  part("run").setAttribute("aria-disabled", String(on));
  part("stop").disabled = !on;
  const begun = performance.now();
  clearInterval(busy.timer);
  const count = () => { part("clock").textContent = `${Math.round((performance.now() - begun) / 1000)} s`; };
  part("clock").textContent = "";
  if (on) busy.timer = setInterval(count, 1000);
  return begun;
}

function showError(error) {
  const texts = [];
  if (error.line) {
    const place = make("button", { type: "button", className: "place", textContent: words("place", error.line, error.column) });
    place.addEventListener("click", () => editor.show(error.line, error.column));
    texts.push(make("p", {}, `${words("parse")} `, place), ...(error.prefix ? [make("p", { textContent: words("unknown_prefix") })] : []));
  } else {
    texts.push(error.unready ? make("p", { textContent: words("failed") }) : make("p", { textContent: error.message, lang: "en" }));
    if (!error.refused && /\bfunction:\w/.test(editor.text)) texts.push(make("p", { textContent: words("function") }));
  }
  part("answer").replaceChildren(make("div", { className: "mistake", role: "alert" }, ...texts));
  tell("");
}

function table(answer, names) {
  const { cell, head } = cells(setup, names);
  const rows = answer.first.map((row) => make("tr", {}, ...answer.columns.map((column) => cell(row[column]))));
  const heads = answer.columns.map(head);
  heads.forEach((one, i) => {
    const filled = rows.map((row) => row.cells[i]).filter((cell) => cell.textContent);
    if (filled.length && filled.every((cell) => cell.className)) one.className = "num";
  });
  const whole = make("table", { className: "answer" }, make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...rows));
  const scroll = make("div", { className: "scroll", tabIndex: 0, role: "region" }, whole);
  scroll.setAttribute("aria-label", words("answer"));
  return scroll;
}

function show(answer, names) {
  const buttons = files(answer, setup.prefixes).map(([name, suffix, type, content]) => {
    const button = make("button", { type: "button", className: "quiet", textContent: name });
    button.setAttribute("aria-label", `${words("download")} ${name}`);
    button.addEventListener("click", () => save(content(), suffix, type));
    return button;
  });
  const counted = answer.kind === "truth" ? "" : answer.count === 1 ? words("one_row") : words("rows", answer.count);
  const time = words("time", Math.max(1, Math.round(answer.time)));
  const small = make("span", { className: "n", textContent: [counted, time].filter(Boolean).join(" · ") });
  const line = make("div", { className: "result" }, make("h2", {}, words("answer"), " ", small), make("div", { className: "take" }, ...buttons));
  const content = [];
  if (answer.kind === "truth") content.push(make("p", { className: "truth", textContent: words(answer.truth ? "yes" : "no") }));
  else if (!answer.count) content.push(make("p", { className: "none", textContent: words("no_rows") }));
  else content.push(table(answer, names));
  if (answer.count > answer.first?.length) content.push(make("p", { className: "n", textContent: words("shown", answer.first.length) }));
  part("answer").replaceChildren(line, ...content);
  tell([counted || words(answer.truth ? "yes" : "no"), time].join(" · "));
}

/** Runs what the editor holds and shows the answer, or what is wrong. */
async function run() {
  if (page.dataset.state === "running") return;
  const query = editor.text;
  const begun = busy(true);
  remember(query);
  mark();
  tell(words(reading ? "running" : "loading"));
  try {
    const answer = await engine.ask(query);
    show(answer, (await payload()).names);
  } catch (error) {
    if (error instanceof Stopped) {
      part("answer").replaceChildren();
      tell(words("stopped", Math.max(1, Math.round((performance.now() - begun) / 1000))));
    } else showError(error);
  } finally {
    busy(false);
  }
  const top = part("answer").getBoundingClientRect().top;
  if (top > innerHeight - 160) part("answer").scrollIntoView({ block: "start" });
}

function stop() {
  if (page.dataset.state === "running") engine.stop();
}

/** Fills the editor from the address, as for one who follows a link, and runs it. */
function follow() {
  const query = addressed();
  if (!query) return;
  stop();
  editor.text = query;
  // What was stopped ends before the next begins.
  setTimeout(run);
}

async function share() {
  remember(editor.text);
  try {
    await navigator.clipboard.writeText(location.href);
    tell(words("copied"));
  } catch {
    tell(words("in_the_address"));
  }
}

function filter() {
  const wanted = part("filter").value.trim().toLowerCase();
  for (const item of part("examples").querySelectorAll("li")) {
    item.hidden = !wanted.split(/\s+/).every((word) => item.textContent.toLowerCase().includes(word) || item.dataset.name.includes(word));
  }
}

const editor = edit(part("query"), part("paint"), part("gutter"), { run, stop: () => (page.dataset.state === "running" ? stop() : false) });

part("run").addEventListener("click", run);
part("stop").addEventListener("click", () => {
  stop();
  part("run").focus();
});
part("copy").addEventListener("click", share);
part("filter").addEventListener("input", filter);
part("query").addEventListener("input", mark);
addEventListener("hashchange", follow);
if (matchMedia("(max-width: 860px)").matches) page.querySelector("details.examples").open = false;
mark();
follow();

/** For tests, and for the console: the rows of any query, as SPARQL 1.1 JSON. */
window.argonautsSparql = {
  run: async (query) => JSON.parse((await engine.ask(query)).json),
  refusal: (query) => refusal(query, setup.refusals),
};
