/* The data, what is switched off or selected, and what is therefore visible. Nothing here draws. */

const data = JSON.parse(document.getElementById("data").textContent);
const words = data.words;
const locale = Intl.getCanonicalLocales(words.locale)[0];
const { compare } = new Intl.Collator(locale, { numeric: true });
const SECTIONS = ["layers", "families", "countries", "statuses"];
const rows = new Map(SECTIONS.map((section) => [section, new Map(data.legend[section].map((row, place) => [row.key, { ...row, place }]))]));

const upright = innerHeight > 1.4 * innerWidth; // on a phone left becomes top, and small things are drawn larger
const actors = new Map(data.nodes.map(({ id, shape, x, y, size, card }) => [id, {
  ...card, id, shape, relations: [], size: upright ? size * 1.5 : size, x: upright ? y : x, y: upright ? x : y,
}]));
const relations = new Map(data.edges.map((edge, i) => [`r${i}`, { ...edge.card, id: `r${i}`, from: edge.from, to: edge.to }]));
for (const relation of relations.values()) {
  for (const end of new Set([relation.from, relation.to])) actors.get(end).relations.push(relation);
}
const ranked = [...actors.values()].sort((a, b) => b.relations.length - a.relations.length || compare(a.label, b.label));
ranked.forEach((actor, place) => { actor.rank = place; });
const bySlug = {
  actor: new Map([...actors.values()].map((actor) => [actor.slug, actor])),
  claim: new Map([...relations.values()].map((relation) => [relation.slug, relation])),
};

const state = {
  off: Object.fromEntries(SECTIONS.map((section) => [section, new Set()])),
  colour: data.legend.countries.length > 1 ? "country" : "kind",
  selected: null, // { actor } or { relation }
  hovered: null,
};
let shown = visible();

function row(section, key) {
  return rows.get(section).get(key) || { label: key || "", place: -1, line: "solid" };
}

function otherEnd(relation, actor) {
  return actors.get(relation.from === actor.id ? relation.to : relation.from);
}

/** The sets of visible actors and relations, and of those that the selection or the mouse brings to the front. */
function visible() {
  const off = state.off;
  const allowed = (actor) => !off.families.has(actor.family) && !off.countries.has(actor.country) && !off.statuses.has(actor.existence);
  const edges = new Set();
  for (const relation of relations.values()) {
    const on = !off.layers.has(relation.layer) && !off.statuses.has(relation.status);
    if (on && allowed(actors.get(relation.from)) && allowed(actors.get(relation.to))) edges.add(relation.id);
  }
  // an actor that has relations but none left in view goes with them
  const linked = (actor) => !actor.relations.length || actor.relations.some((relation) => edges.has(relation.id));
  const nodes = new Set([...actors.values()].filter((actor) => allowed(actor) && linked(actor)).map((actor) => actor.id));
  return { nodes, edges, ...inFront(state.selected || state.hovered, nodes, edges) };
}

/** The selected thing with its neighbourhood; nothing when nothing is selected, and then all is in front. */
function inFront(focus, nodes, edges) {
  const none = { frontNodes: null, frontEdges: null };
  if (focus?.relation && edges.has(focus.relation.id)) {
    return { frontNodes: new Set([focus.relation.from, focus.relation.to]), frontEdges: new Set([focus.relation.id]) };
  }
  if (!focus?.actor || !nodes.has(focus.actor.id)) return none;
  const near = focus.actor.relations.filter((relation) => edges.has(relation.id));
  return {
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
