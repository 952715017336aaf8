/* The address after the # : what is selected, and the filters and choices that differ from the usual ones.

   #actor=…, #claim=…, or #from=…&to=…; years=1990-2000; colour, size and layout by their names; and for each section of
   the legend what is off or what alone is on, as in countries.off=KR,CN. */

const NO_KEY = "~"; // stands for the key of what has none

/** The address of a selection under the present filters. */
function addressOf(selected) {
  const parts = [];
  const add = (name, value) => parts.push(`${name}=${value}`);
  const slug = (thing) => (thing ? encodeURIComponent(thing.slug) : "");
  if (selected?.actor) add("actor", slug(selected.actor));
  if (selected?.relation) add("claim", slug(selected.relation));
  if (selected?.path) {
    add("from", slug(selected.path.from));
    add("to", slug(selected.path.to));
    if (selected.path.turn) add("turn", selected.path.turn + 1);
  }
  if (state.years) add("years", state.years.join("-"));
  for (const name of ["colour", "size", "layout"]) {
    if (state[name] !== usual[name]) add(name, encodeURIComponent(state[name]));
  }
  for (const section of SECTIONS) {
    const off = state.off[section];
    if (!off.size) continue;
    const [hidden, seen] = [true, false].map((is) => [...rows.get(section).keys()].filter((key) => off.has(key) === is));
    const [way, keys] = hidden.length > seen.length ? ["on", seen] : ["off", hidden];
    add(`${section}.${way}`, keys.map((key) => encodeURIComponent(key) || NO_KEY).join(","));
  }
  return parts.length ? `#${parts.join("&")}` : "";
}

/** The parts of an address; whatever cannot be read is as if it were not there. */
function partsOf(hash) {
  const found = new Map();
  for (const part of hash.slice(1).split("&")) {
    const [name, ...rest] = part.split("=");
    found.set(name, rest.join("="));
  }
  return found;
}

function decoded(text) {
  try {
    return decodeURIComponent((text || "").replace(/\+/g, " "));
  } catch {
    return "";
  }
}

/** What an address selects; null for what names nothing. */
function selectionIn(parts) {
  const actor = (name) => bySlug.actor.get(decoded(parts.get(name))) || null;
  const relation = bySlug.claim.get(decoded(parts.get("claim")));
  if (actor("actor")) return { actor: actor("actor") };
  if (relation) return { relation };
  if (!parts.has("from") && !parts.has("to")) return null;
  return { path: { from: actor("from"), to: actor("to"), turn: Math.max(0, (Number.parseInt(parts.get("turn"), 10) || 1) - 1) } };
}

/** The filters and choices of an address, the usual ones where it says nothing that can be understood. */
function viewIn(parts) {
  const one = (name, known) => {
    const value = decoded(parts.get(name));
    return parts.has(name) && known.includes(value) ? value : usual[name];
  };
  const years = /^(-?\d{1,6})-(-?\d{1,6})$/.exec(parts.get("years") || "");
  const off = {};
  for (const section of SECTIONS) {
    const keys = [...rows.get(section).keys()];
    const named = (way) => (parts.get(`${section}.${way}`) || "").split(",").map((key) => (key === NO_KEY ? "" : decoded(key) || null));
    off[section] = [];
    if (parts.has(`${section}.on`)) off[section] = keys.filter((key) => !named("on").includes(key)).sort();
    else if (parts.has(`${section}.off`)) off[section] = keys.filter((key) => named("off").includes(key)).sort();
  }
  return {
    years: years && Number(years[1]) <= Number(years[2]) ? [Number(years[1]), Number(years[2])] : null,
    colour: one("colour", COLOURS), size: one("size", SIZES), layout: one("layout", Object.keys(data.layouts)), off,
  };
}

/** Writes the present filters into the address without a step of the browser's history. */
function writeAddress() {
  const hash = addressOf(state.selected);
  if (hash === location.hash) return;
  try {
    history.replaceState(null, "", hash || location.pathname + location.search);
  } catch {
    // some browsers allow only so many changes in a minute; the next one catches up
  }
}
