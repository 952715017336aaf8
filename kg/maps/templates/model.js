/* The actors and relations, what is switched off or selected, and what is therefore visible. Nothing here draws. */

const words = data.words;
const locale = Intl.getCanonicalLocales(words.locale)[0];
const { compare } = new Intl.Collator(locale, { numeric: true });
const SECTIONS = ["layers", "families", "countries", "communities", "statuses", "disputes"];
const rows = new Map(SECTIONS.map((section) => [section, new Map(data.legend[section].map((row, place) => [row.key, { ...row, place }]))]));

const actors = new Map(data.nodes.map(({ id, shape, x, y, card }) => [id, { ...card, id, shape, x, y, relations: [] }]));
const relations = new Map(data.edges.map((edge, i) => [`r${i}`, { ...edge.card, id: `r${i}`, from: edge.from, to: edge.to }]));
for (const relation of relations.values()) {
  for (const end of new Set([relation.from, relation.to])) actors.get(end).relations.push(relation);
}
for (const actor of actors.values()) actor.disputed = (actor.figures || []).some((figure) => figure.disputed);
const ranked = [...actors.values()].sort((a, b) => b.relations.length - a.relations.length || compare(a.label, b.label));
ranked.forEach((actor, place) => { actor.rank = place; });
const bySlug = {
  actor: new Map([...actors.values()].map((actor) => [actor.slug, actor])),
  claim: new Map([...relations.values()].map((relation) => [relation.slug, relation])),
};

const COLOURS = ["country", "kind", "community"].filter((name) => name === "kind" || data.legend[{ country: "countries", community: "communities" }[name]].length > 1);
const SIZES = [...data.measures.map((measure) => measure.key), ""]; // the last one is the number of relations
const usual = { years: null, colour: COLOURS.includes(data.colour) ? data.colour : COLOURS[0], size: data.size || SIZES[0], layout: data.layout };
const state = {
  ...usual,
  off: Object.fromEntries(SECTIONS.map((section) => [section, new Set()])),
  selected: null, // { actor }, { relation } or { path: { from, to, turn } }
  hovered: null, // { actor } or { relation }
};
let shown = visible();

function row(section, key) {
  return rows.get(section).get(key) || { label: key || "", place: -1, line: "solid" };
}

function otherEnd(relation, actor) {
  return actors.get(relation.from === actor.id ? relation.to : relation.from);
}

/** Whether a relation says when it holds. */
function isDated(relation) {
  return relation.since !== undefined || relation.until !== undefined;
}

/** Whether a relation may hold in some year of the chosen ones; an end that is not stated excludes nothing. */
function isTimely(relation) {
  const [first, last] = state.years || [-Infinity, Infinity];
  return (relation.since ?? -Infinity) <= last && (relation.until ?? Infinity) >= first;
}

/** The sets of visible actors and relations, and of those that the selection or the mouse brings to the front. */
function visible() {
  const { layers, families, countries, communities, statuses, disputes } = state.off;
  const allowed = (actor) => !families.has(actor.family || "") && !countries.has(actor.country || "")
    && !communities.has(actor.community || "") && !(actor.existence && statuses.has(actor.existence));
  const may = new Set([...actors.values()].filter(allowed).map((actor) => actor.id));
  const edges = new Set();
  for (const relation of relations.values()) {
    const on = !layers.has(relation.layer || "") && !statuses.has(relation.status || "") && !disputes.has(relation.disputed ? "disputed" : "undisputed");
    if (on && isTimely(relation) && may.has(relation.from) && may.has(relation.to)) edges.add(relation.id);
  }
  // an actor that has relations but none left in view goes with them, unless its own figures are what is looked for
  const sought = (actor) => actor.disputed && disputes.has("undisputed") && !disputes.has("disputed");
  const linked = (actor) => !actor.relations.length || sought(actor) || actor.relations.some((relation) => edges.has(relation.id));
  const nodes = new Set([...may].filter((id) => linked(actors.get(id))));
  return { nodes, edges, ...inFront(state.selected || state.hovered, nodes, edges) };
}

/** The selected thing with its neighbourhood; nothing when nothing is selected, and then all is in front. */
function inFront(focus, nodes, edges) {
  const none = { frontNodes: null, frontEdges: null, routes: [] };
  if (focus?.path) return onPath(focus.path, nodes, edges) || none;
  if (focus?.relation && edges.has(focus.relation.id)) {
    return { ...none, frontNodes: new Set([focus.relation.from, focus.relation.to]), frontEdges: new Set([focus.relation.id]) };
  }
  if (!focus?.actor || !nodes.has(focus.actor.id)) return none;
  const near = focus.actor.relations.filter((relation) => edges.has(relation.id));
  return {
    ...none,
    frontNodes: new Set([focus.actor.id, ...near.flatMap((relation) => [relation.from, relation.to])]),
    frontEdges: new Set(near.map((relation) => relation.id)),
  };
}

/** All names of an actor as pairs of language tag and text. */
function namesOf(actor) {
  return Object.entries(actor.names || {}).flatMap(([tag, value]) => [value].flat().map((text) => [tag, text]));
}

/** The language that a text's script gives away, for the choice of font. */
function scriptOf(text) {
  return /[\u1100-\u11ff\uac00-\ud7af]/.test(text) ? "ko" : /[\u3400-\u9fff]/.test(text) ? "zh" : "";
}

/** The name in the actor's own script, for the second line of a label; a guess is made only where there is no choice. */
function secondName(actor) {
  const others = namesOf(actor).map(([, text]) => text).filter(scriptOf);
  const name = actor.native || (others.length === 1 && !scriptOf(actor.label) ? others[0] : "");
  return name === actor.label ? "" : name;
}

/** Whether an actor is there or is only planned, proposed or imagined. */
function isFirm(actor) {
  return ["solid", "faint"].includes(row("statuses", actor.existence).line);
}
