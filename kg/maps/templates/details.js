/* The tooltip, and the panel that says what is claimed, how firmly, and where it is written. */

const details = document.getElementById("details");
const tip = document.getElementById("tip");
const languageNames = typeof Intl.DisplayNames === "function" ? new Intl.DisplayNames(locale, { type: "language" }) : null;

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

function badge(relation) {
  const status = row("statuses", relation.status);
  return relation.status ? make("span", { class: `badge ${status.line}` }, written(status.label)) : null;
}

function evidence(relation) {
  const found = relation.evidence || [];
  if (!found.length) return make("p", { class: "evidence none" }, words.no_evidence);
  return make("ul", { class: "evidence" }, found.map((item) => make("li", {}, make("cite", {}, written(item.source || "")), item.source && item.locator ? " · " : "", written(item.locator || ""))));
}

function pairs(list) {
  const made = list.filter(([, text]) => text);
  return made.length ? make("dl", {}, made.flatMap(([heading, content]) => [make("dt", {}, written(heading)), make("dd", {}, content)])) : null;
}

function actorButton(actor, second = secondName(actor)) {
  return make("button", { type: "button", class: "actor", "data-actor": actor.slug, onclick: () => go("actor", actor) },
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
    evidence(relation));
}

/** The visible relations of an actor, grouped by how they read from here, layer after layer. */
function claimGroups(actor) {
  const groups = new Map();
  const seen = actor.relations.filter((relation) => shown.edges.has(relation.id));
  seen.sort((a, b) => row("layers", a.layer).place - row("layers", b.layer).place || compare(reading(a, actor), reading(b, actor)) || compare(otherEnd(a, actor).label, otherEnd(b, actor).label));
  for (const relation of seen) {
    const key = `${relation.layer}\n${reading(relation, actor)}`;
    groups.set(key, [...(groups.get(key) || []), relation]);
  }
  if (!groups.size) return [make("p", { class: "more" }, words.no_relations)];
  return [...groups.values()].map((group) => make("section", {},
    make("h3", {}, stroke("solid", colourName("layers", group[0].layer)), written(reading(group[0], actor)), make("span", { class: "count" }, group.length)),
    make("ul", { class: "claims" }, group.map((relation) => claimItem(relation, actor)))));
}

function actorCard(actor) {
  const names = namesOf(actor).filter(([, text]) => text);
  const existence = actor.existence_label || (actor.existence && row("statuses", actor.existence).label);
  const tags = [actor.kind_label || row("families", actor.family).label, actor.country_label || (actor.country && row("countries", actor.country).label), existence];
  return [
    make("h2", { tabindex: "-1" }, icon(actor.shape, actorColour(actor), !isFirm(actor)), written(actor.label)),
    make("p", { class: "tags" }, tags.filter(Boolean).map((text) => make("span", { class: "tag" }, written(text)))),
    pairs(names.map(([tag, text]) => [languageName(tag), written(text, tag)])),
    actor.note ? make("p", { class: "note" }, written(actor.note)) : null,
    pairs((actor.links || []).map(([heading, text]) => [heading, value(text || "")])),
    ...claimGroups(actor),
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
    ]),
    make("h3", {}, words.evidence), evidence(relation),
    make("p", { class: "iri" }, words.claim, " ", written(relation.claim || "")),
  ];
}

function drawDetails(focus) {
  const chosen = state.selected;
  details.hidden = !chosen;
  document.body.classList.toggle("open", Boolean(chosen));
  if (!chosen) return;
  const close = make("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, onclick: () => go(null) }, "×");
  const card = chosen.actor ? actorCard(chosen.actor) : relationCard(chosen.relation);
  details.replaceChildren(close, ...card.filter(Boolean));
  if (!focus) return;
  details.scrollTop = 0;
  details.querySelector("h2").focus({ preventScroll: true });
}

function drawTip(hovered, x, y) {
  tip.hidden = !hovered;
  if (!hovered) return;
  const { actor, relation } = hovered;
  if (actor) {
    const line = [actor.kind_label || row("families", actor.family).label, actor.country_label, `${actor.relations.length} ${words.relations}`];
    const names = namesOf(actor).filter(([, text]) => text && text !== actor.label).slice(0, 4);
    tip.replaceChildren(make("b", {}, written(actor.label)), ...names.map(([tag, text]) => make("div", { class: "second" }, written(text, tag))), make("div", { class: "more" }, line.filter(Boolean).join(" · ")));
  } else {
    const [from, to] = [actors.get(relation.from), actors.get(relation.to)];
    const first = (relation.evidence || [])[0];
    tip.replaceChildren(make("div", {}, written(from.label), " ", make("b", {}, written(relation.label || relation.relation)), " ", written(to.label)),
      make("div", { class: "more" }, badge(relation) || "", " ", written([relation.period, first && `${first.source || ""} ${first.locator || ""}`].filter(Boolean).join(" · "))));
  }
  const size = tip.getBoundingClientRect();
  tip.style.left = `${Math.max(8, Math.min(innerWidth - size.width - 8, x + 14))}px`;
  tip.style.top = `${Math.max(8, y + 16 + size.height > innerHeight ? y - size.height - 12 : y + 16)}px`;
}
