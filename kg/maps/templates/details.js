/* The panel that says what is claimed, how firmly, and where it is written. */

const details = document.getElementById("details");
const languageNames = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames(locale, { type: "language" }) : null;
const AT_ONCE = 40; // claims of a group, or figures, that are listed before the reader asks for the others

function languageName(tag) {
  try {
    return languageNames?.of(tag) || tag;
  } catch {
    return tag;
  }
}

/** Only web addresses become links; any other text stays text. */
function value(text) {
  const address = /^https?:\/\/\S+$/i.test(text);
  return address ? make("a", { href: text, target: "_blank", rel: "noopener noreferrer" }, text) : written(text);
}

function badge({ status, status_label }) {
  const known = row("statuses", status || "");
  return status ? make("span", { class: `badge ${known.line}` }, written(status_label || known.label)) : null;
}

function evidence({ evidence: found = [] }) {
  if (!found.length) return make("p", { class: "evidence none" }, words.no_evidence);
  return make("ul", { class: "evidence" }, found.map((item) => make("li", {}, make("cite", {}, written(item.source || "")), item.source && item.locator ? " · " : "", written(item.locator || ""))));
}

/** The arithmetic that is held against a claim or a figure. */
function arithmetic({ disputed = [] }, said = new Set()) {
  return disputed.map((text) => {
    const again = said.has(text);
    said.add(text);
    return make("p", { class: "arithmetic" }, disputeMark(), make("span", {}, make("b", {}, words.disputed), " ", again ? words.as_above : written(text)));
  });
}

function pairs(list) {
  const made = list.filter(([, text]) => text);
  return made.length ? make("dl", {}, made.flatMap(([heading, content]) => [make("dt", {}, written(heading)), make("dd", {}, content)])) : null;
}

/** A list of which the first are shown, and the others when they are asked for. */
function listed(items, item) {
  const list = make("ul", { class: "claims" }, items.slice(0, AT_ONCE).map(item));
  if (items.length <= AT_ONCE) return [list];
  const more = button(told(words.more, { count: counted(items.length - AT_ONCE) }), () => {
    const rest = items.slice(AT_ONCE).map(item);
    list.append(...rest);
    more.remove();
    rest[0].querySelector("button")?.focus();
  }, { class: "all-of-them" });
  return [list, more];
}

function actorButton(actor, second = secondName(actor)) {
  return make("button", { type: "button", class: "actor", "data-actor": actor.slug, onclick: () => go({ actor }) },
    icon(actor.shape, actorColour(actor), !isFirm(actor)), make("span", {}, written(actor.label), second ? " " : "", second ? make("span", { class: "second" }, written(second)) : ""));
}

/** How a relation reads from one of its ends. */
function reading(relation, actor) {
  if (relation.from === actor.id || relation.symmetric) return relation.label || relation.relation;
  return relation.inverse || `← ${relation.label || relation.relation}`;
}

function claimItem(relation, actor) {
  const more = [relation.period, relation.text].filter(Boolean);
  return make("li", { class: "claim" },
    make("div", { class: "line" }, actorButton(otherEnd(relation, actor)), badge(relation)),
    more.length ? make("p", { class: "more" }, more.flatMap((text, i) => [i ? " · " : "", written(text)])) : null,
    arithmetic(relation),
    evidence(relation));
}

/** The visible relations of an actor, grouped by how they read from here, layer after layer. */
function claimGroups(actor) {
  const groups = new Map();
  const seen = actor.relations.filter((relation) => shown.edges.has(relation.id));
  seen.sort((a, b) => row("layers", a.layer).place - row("layers", b.layer).place || compare(reading(a, actor), reading(b, actor)) || compare(otherEnd(a, actor).label, otherEnd(b, actor).label));
  for (const relation of seen) {
    const key = `${relation.layer}\n${reading(relation, actor)}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(relation);
  }
  if (!groups.size) return [make("p", { class: "more" }, words.no_relations)];
  return [...groups.values()].map((group) => make("section", {},
    make("h3", {}, stroke("solid", colourName("layers", group[0].layer)), written(reading(group[0], actor)), make("span", { class: "count" }, counted(group.length))),
    listed(group, (relation) => claimItem(relation, actor))));
}

/** The figures that sources print of an actor, under the names of what they measure; folded where there are many. */
function figureGroups(actor) {
  const groups = new Map();
  for (const figure of actor.figures || []) {
    const heading = figure.heading || "";
    if (!groups.has(heading)) groups.set(heading, []);
    groups.get(heading).push(figure);
  }
  if (!groups.size) return [];
  const said = new Set();
  const item = (figure) => make("li", { class: "claim figure" },
    make("div", { class: "line" }, written(figure.text || ""), badge(figure)), arithmetic(figure, said), evidence(figure));
  const few = actor.figures.length <= 6;
  return [make("h3", { class: "part" }, words.figures, make("span", { class: "count" }, counted(actor.figures.length))),
    ...[...groups].map(([heading, group]) => make("details", { class: "figures", open: few },
      make("summary", {}, written(heading || words.figures), group.some((figure) => figure.disputed) ? disputeMark(words.disputed) : "", make("span", { class: "count" }, counted(group.length))),
      listed(group, item)))];
}

/** How central an actor is in the whole network, by each measure: the score and its rank; equal scores share a rank. */
function centrality(actor) {
  const all = [...actors.values()];
  const lines = data.measures.filter(({ key }) => actor.scores?.[key] !== undefined).map(({ key, label }) => {
    const score = actor.scores[key];
    const rank = 1 + all.filter((other) => other.scores?.[key] > score).length;
    return [label, `${counted(score)} · ${told(words.rank, { rank: counted(rank), count: counted(all.length) })}`];
  });
  return lines.length ? make("details", { class: "figures" }, make("summary", {}, words.centrality), pairs(lines), make("p", { class: "remark" }, words.whole_network)) : null;
}

function actorCard(actor) {
  const names = namesOf(actor).filter(([, text]) => text);
  const existence = actor.existence_label || (actor.existence && row("statuses", actor.existence).label);
  const tags = [actor.kind_label || row("families", actor.family).label, actor.country_label || (actor.country && row("countries", actor.country).label), existence];
  return [
    make("h2", { tabindex: "-1" }, icon(actor.shape, actorColour(actor), !isFirm(actor)), written(actor.label)),
    make("p", { class: "tags" }, tags.filter(Boolean).map((text) => make("span", { class: "tag" }, written(text)))),
    make("p", { class: "acts" }, button(words.path_from_here, () => startPath(actor, null), { "data-act": "from" }), button(words.path_to_here, () => startPath(null, actor), { "data-act": "to" })),
    pairs(names.map(([tag, text]) => [languageName(tag), written(text, tag)])),
    actor.note ? make("p", { class: "note" }, written(actor.note)) : null,
    pairs((actor.links || []).map(([heading, text]) => [heading, value(text || "")])),
    centrality(actor),
    ...claimGroups(actor),
    ...figureGroups(actor),
  ];
}

function relationCard(relation) {
  const [from, to] = [actors.get(relation.from), actors.get(relation.to)];
  const layer = row("layers", relation.layer);
  return [
    make("h2", { tabindex: "-1" }, written(relation.label || relation.relation)),
    make("p", { class: "ends" }, actorButton(from), make("span", { class: "arrow", "aria-hidden": "true" }, relation.symmetric ? "↔" : "→"), actorButton(to)),
    pairs([
      [words.status, badge(relation)], [words.period, relation.period && written(relation.period)],
      [words.text, relation.text && written(relation.text)], [words.layer, relation.layer && written(layer.label)],
      [words.weight, relation.weight !== undefined && relation.weight !== 1 && counted(relation.weight)],
    ]),
    ...arithmetic(relation),
    make("h3", {}, words.evidence), evidence(relation),
    make("p", { class: "iri" }, words.claim, " ", written(relation.claim || "")),
  ];
}

function drawDetails(focus) {
  const chosen = state.selected;
  details.hidden = !chosen;
  document.body.classList.toggle("open", Boolean(chosen));
  if (!chosen) return details.replaceChildren();
  const close = make("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, onclick: () => go(null) }, "×");
  const card = chosen.actor ? actorCard(chosen.actor) : chosen.relation ? relationCard(chosen.relation) : pathCard(chosen.path);
  const at = details.scrollTop;
  details.replaceChildren(close, ...card.flat().filter(Boolean));
  details.scrollTop = focus ? 0 : at;
  if (focus) (details.querySelector("[data-first]") || details.querySelector("h2")).focus({ preventScroll: true });
}
