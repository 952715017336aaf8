/* The canvas, drawn by vis-network. For larger networks a page has canvas-webgl.js in its place.

   Both define these names, and nothing else in the page knows which library draws:
     stage                  the element that the canvas fills
     redraw()               draws what has changed in `shown` and `state`, as actorLook and relationLook say
     frame(ids, options)    shows these actors; options: `largest` scale, `jump` without moving there
     pixel(id)              where an actor is, in pixels from the corner of the stage
     scale()                pixels to a unit of the map
     zoom(factor), pan(x, y)   pixels
     move(positions)        a Map of id to { x, y }: puts actors in other places
     onDrawn(handler)       after every drawing
     onClick(handler)       with { actor }, { relation } or null
     onHover(handler)       with { actor }, { relation } or null, and { x, y } in pixels from the corner of the stage
     onDrag(handler)        when the reader begins to drag
   An actor that is dragged keeps its new place in `actor.x` and `actor.y`. */

const stage = document.getElementById("graph");
const drawnAs = new Map(); // what vis-network was last told about each item

const visNodes = new vis.DataSet([...actors.values()].map((actor) => ({ ...visNode(actor), x: actor.x, y: actor.y })));
const visEdges = new vis.DataSet([...relations.values()].map(visEdge));
news(); // vis-network knows all of it already
const network = new vis.Network(stage, { nodes: visNodes, edges: visEdges }, {
  physics: { enabled: false },
  layout: { improvedLayout: false },
  nodes: { chosen: false, font: { size: 0 } },
  edges: { chosen: false, selectionWidth: 0, hoverWidth: 0 },
  interaction: { hover: true, tooltipDelay: 1e9, keyboard: false, hideEdgesOnDrag: relations.size > 1500, zoomSpeed: 0.6 },
});
network.on("dragEnd", ({ nodes }) => {
  for (const id of nodes) Object.assign(actors.get(id), network.getPosition(id));
});

function visNode(actor) {
  const look = actorLook(actor);
  const face = { background: look.fill, border: look.stroke };
  return {
    id: actor.id, shape: look.shape, size: look.size, hidden: look.hidden, opacity: look.opacity, borderWidth: look.border,
    shapeProperties: { borderDashes: look.dash || false },
    color: { ...face, hover: face, highlight: face },
  };
}

function visEdge(relation) {
  const look = relationLook(relation);
  return {
    id: relation.id, from: relation.from, to: relation.to, hidden: look.hidden, width: look.width, dashes: look.dash || false,
    arrows: look.arrow ? { to: { enabled: true, scaleFactor: look.arrow } } : "",
    color: { color: look.stroke, hover: look.stroke, highlight: look.stroke, inherit: false, opacity: look.opacity },
    smooth: { enabled: true, type: look.bend > 0 ? "curvedCW" : "curvedCCW", roundness: Math.abs(look.bend) },
  };
}

/** The actors and relations that look different from what vis-network was last told. */
function news() {
  const changed = (item) => {
    const form = JSON.stringify(item);
    const fresh = drawnAs.get(item.id) !== form;
    drawnAs.set(item.id, form);
    return fresh;
  };
  return { nodes: [...actors.values()].map(visNode).filter(changed), edges: [...relations.values()].map(visEdge).filter(changed) };
}

function redraw() {
  const { nodes, edges } = news();
  if (nodes.length) visNodes.update(nodes);
  if (edges.length) visEdges.update(edges);
  network.redraw();
}

function pixel(id) {
  return network.canvasToDOM(network.getPosition(id));
}

function scale() {
  return network.getScale();
}

function frame(ids, { largest, jump = false } = {}) {
  if (!ids.length) return;
  const { scale, ...position } = framing(ids.map((id) => actors.get(id)), largest);
  network.moveTo({ position, scale, animation: jump || motion.matches ? false : { duration: 400, easingFunction: "easeInOutQuad" } });
}

function zoom(factor) {
  network.moveTo({ scale: scale() * factor, animation: motion.matches ? false : { duration: 150, easingFunction: "easeOutQuad" } });
}

function pan(x, y) {
  const middle = network.getViewPosition();
  network.moveTo({ position: { x: middle.x + x / scale(), y: middle.y + y / scale() }, animation: false });
}

function move(positions) {
  const moved = [...positions].filter(([id, { x, y }]) => actors.get(id).x !== x || actors.get(id).y !== y);
  for (const [id, { x, y }] of moved) Object.assign(actors.get(id), { x, y });
  if (moved.length) visNodes.update(moved.map(([id, { x, y }]) => ({ id, x, y })));
}

function onDrawn(handler) {
  network.on("afterDrawing", handler);
}

function onClick(handler) {
  network.on("click", ({ nodes, edges }) => {
    handler(nodes.length ? { actor: actors.get(nodes[0]) } : edges.length ? { relation: relations.get(edges[0]) } : null);
  });
}

function onHover(handler) {
  const over = (thing, event) => handler(thing, event.pointer.DOM);
  network.on("hoverNode", (event) => over({ actor: actors.get(event.node) }, event));
  network.on("hoverEdge", (event) => over({ relation: relations.get(event.edge) }, event));
  network.on("blurNode", () => handler(null, { x: 0, y: 0 }));
  network.on("blurEdge", () => handler(null, { x: 0, y: 0 }));
}

function onDrag(handler) {
  network.on("dragStart", handler);
}
