/* The shortest paths between two actors over what is visible, whichever way the claims run. */

const TURNS = 50; // paths of the same length that one can step through

/** The visible neighbours of an actor, the best linked first, so that the first path is always the same. */
function neighbours(id, nodes, edges) {
  const near = new Set(actors.get(id).relations.filter((relation) => edges.has(relation.id)).flatMap((relation) => [relation.from, relation.to]));
  near.delete(id);
  return [...near].filter((other) => nodes.has(other)).sort((a, b) => actors.get(a).rank - actors.get(b).rank);
}

/** All shortest paths from one actor to another as lists of ids, at most TURNS of them; none if they are not linked. */
function shortestPaths(from, to, nodes, edges) {
  if (!nodes.has(from) || !nodes.has(to)) return [];
  const before = new Map([[from, []]]);
  const depth = new Map([[from, 0]]);
  for (let wave = [from], step = 1; wave.length && !before.has(to); step++) {
    const next = [];
    for (const id of wave) {
      for (const other of neighbours(id, nodes, edges)) {
        if (!depth.has(other)) {
          depth.set(other, step);
          before.set(other, []);
          next.push(other);
        }
        if (depth.get(other) === step) before.get(other).push(id);
      }
    }
    wave = next;
  }
  const paths = [];
  const walk = (id, rest) => {
    if (paths.length === TURNS) return;
    if (id === from) paths.push([id, ...rest]);
    else for (const earlier of before.get(id) || []) walk(earlier, [id, ...rest]);
  };
  walk(to, []);
  return paths;
}

/** The visible relations between two actors, those that are established first. */
function between(one, other, edges) {
  const place = (relation) => row("statuses", relation.status || "").place;
  return actors.get(one).relations.filter((relation) => edges.has(relation.id) && otherEnd(relation, actors.get(one)).id === other)
    .sort((a, b) => place(a) - place(b) || compare(a.label || "", b.label || ""));
}

/** What a path brings to the front, and all shortest paths; null as long as an end is missing. */
function onPath({ from, to, turn = 0 }, nodes, edges) {
  if (!from || !to) return null;
  const routes = shortestPaths(from.id, to.id, nodes, edges);
  const route = routes[turn % routes.length] || [from.id, to.id];
  const steps = routes.length ? route.slice(1).map((id, i) => [route[i], id]) : [];
  return {
    routes,
    frontNodes: new Set(route.filter((id) => nodes.has(id))),
    frontEdges: new Set(steps.flatMap(([one, other]) => between(one, other, edges)).map((relation) => relation.id)),
  };
}

/** Opens the card of paths; an end that is not given stays as it was. */
function startPath(from, to) {
  const open = state.selected?.path || lastPath;
  go({ path: { from: from || (to && open.from !== to ? open.from : null), to: to || (from && open.to !== from ? open.to : null) } });
}

let lastPath = { from: null, to: null };

function pathField(name, actor, other) {
  const input = make("input", {
    id: `path-${name}`, type: "search", role: "combobox", autocomplete: "off", spellcheck: "false", placeholder: words.search_hint,
    "aria-expanded": "false", "aria-controls": `path-${name}-hits`, "aria-autocomplete": "list", "data-first": !actor && (name === "from" || other) ? true : null,
  });
  const list = make("ul", { id: `path-${name}-hits`, class: "hits", role: "listbox", "aria-label": words[`path_${name}`], hidden: true });
  const settle = () => {
    input.value = actor?.label.slice(0, 200) || "";
    input.dataset.settled = actor ? "true" : "";
  };
  settle();
  combobox(input, list, (found) => {
    const path = state.selected?.path || lastPath;
    go({ path: { ...path, [name]: found, turn: 0 } });
  }, settle);
  input.addEventListener("focus", () => input.select());
  input.addEventListener("blur", settle);
  input.addEventListener("input", () => { input.dataset.settled = ""; });
  return make("div", { class: "search" }, make("label", { for: input.id }, words[`path_${name}`]), input, list);
}

/** One step: who is next, and everything that is claimed between the two. */
function pathStep(one, other) {
  const claims = between(one, other, shown.edges);
  return make("li", { class: "step" }, actorButton(actors.get(other)),
    make("ul", { class: "claims" }, claims.slice(0, AT_ONCE).map((relation) => make("li", { class: "claim" },
      make("div", { class: "line" }, make("button", { type: "button", class: "claim-link", onclick: () => go({ relation }) }, stroke(row("statuses", relation.status || "").line, colourName("layers", relation.layer || "")),
        make("span", {}, written(actors.get(relation.from).label), " ", make("b", {}, written(relation.label || relation.relation)), " ", written(actors.get(relation.to).label))), badge(relation)),
      relation.period || relation.text ? make("p", { class: "more" }, written([relation.period, relation.text].filter(Boolean).join(" · "))) : null,
      arithmetic(relation), evidence(relation)))));
}

function pathCard(path) {
  const { from, to, turn = 0 } = path;
  const swap = () => go({ path: { from: to, to: from } });
  const head = [
    make("h2", { tabindex: "-1" }, words.path),
    make("div", { class: "ends-of-path" }, pathField("from", from, to), button("⇅", swap, { class: "swap", "aria-label": words.swap, title: words.swap }), pathField("to", to, from)),
  ];
  if (!from || !to) return [...head, make("p", { class: "note", role: "status" }, words.path_pick)];
  const { routes } = shown;
  const hidden = [from, to].filter((actor) => !shown.nodes.has(actor.id));
  if (!routes.length) return [...head, make("p", { class: "note", role: "status" }, hidden.length ? told(words.path_hidden, { name: hidden[0].label }) : words.path_none)];
  const route = routes[turn % routes.length];
  const go_on = (by) => go({ path: { ...path, turn: (turn + by + routes.length) % routes.length } });
  const many = routes.length === TURNS ? `${TURNS}+` : counted(routes.length);
  return [...head,
    make("p", { class: "note turns" }, make("span", { role: "status" }, told(words.path_steps, { count: counted(route.length - 1) }), routes.length > 1 ? ` · ${told(words.path_turn, { turn: counted((turn % routes.length) + 1), count: many })}` : ""),
      routes.length > 1 ? make("span", {}, button("‹", () => go_on(-1), { "aria-label": words.previous, title: words.previous }), button("›", () => go_on(1), { "aria-label": words.next, title: words.next })) : null),
    make("ol", { class: "path" }, make("li", { class: "step" }, actorButton(actors.get(route[0]))), route.slice(1).map((id, i) => pathStep(route[i], id))),
  ];
}
