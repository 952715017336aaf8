/* The canvas of a large network, drawn by sigma on WebGL 2: the same names as canvas.js, which says what they mean.

   Many lines are left out while the map moves; from afar they are hairs, which cannot be pointed at. An actor cannot be
   dragged here. Where there is no WebGL, or the graphics card gives up, the page says so and shows the table. */

const stage = document.getElementById("graph");
const LEAST = 0.17; // the scale below which actors shrink no more
const FAR = 0.3; // the scale below which lines are hairs
const PAUSE = 140; // milliseconds after the last movement until the map counts as standing still
const MANY = 4000; // lines that are left out while the map moves
const REACH = 5; // pixels around the mouse in which it finds something

const view = { scale: 1, x: 0, y: 0, least: LEAST, thin: 1, far: true, moving: false, bare: relations.size > MANY, stale: true, dimActors: 1, dimRelations: 1 };
const rest = new Map(); // the look of each actor and relation when nothing stands out
const drawnHandlers = [];
let stoodOut = { nodes: [], edges: [] }; // when it was last drawn
let pause = 0; // the timer until the map counts as standing still
let drawnFrom = null; // the view for which labels and headings were last drawn
const engine = hasWebGL() ? start() : null;
if (!engine) setTimeout(giveUp);

function hasWebGL() {
  return typeof sigma !== "undefined" && Boolean(document.createElement("canvas").getContext("webgl2"));
}

/** Says that there is no map here, and shows the table in its place. */
function giveUp() {
  if (document.querySelector(".notice")) return;
  document.getElementById("stage").append(make("p", { class: "notice", role: "status" }, words.no_webgl));
  showTable(true);
  for (const handler of drawnHandlers) handler();
}

function start() {
  const graph = new sigma.MultiDirectedGraph();
  for (const { id, x, y } of actors.values()) graph.addNode(id, { x, y: -y });
  for (const { id, from, to } of relations.values()) graph.addDirectedEdgeWithKey(id, from, to);
  const { ActorPrograms, RelationPrograms } = programs(view);
  const extent = Math.max(1, ...["x", "y"].map((axis) => span([...actors.values()].map((actor) => actor[axis]))));
  const Stage = withLines(sigma.Sigma);
  return new Stage(graph, stage, {
    allowInvalidContainer: true, renderLabels: false, stagePadding: 0, enableCameraRotation: false,
    defaultNodeType: "actor", nodeProgramClasses: { actor: ActorPrograms }, nodeReducer: (id, { x, y }) => ({ x, y, ...actorItem(actors.get(id)) }),
    defaultEdgeType: "relation", edgeProgramClasses: { relation: RelationPrograms }, edgeReducer: (id) => relationItem(relations.get(id)),
    minCameraRatio: Math.min(0.5, 250 / extent), maxCameraRatio: 4,
    ...(motion.matches ? { zoomDuration: 1, inertiaRatio: 0, doubleClickZoomingDuration: 1 } : {}),
  });
}

/** Sigma with one more layer, for lines over hairs; it draws the hairs anew only when they are stale. */
function withLines(Sigma) {
  return class extends Sigma {
    createWebGLContext(id, options) {
      const made = super.createWebGLContext(id, options);
      if (id === "edges") super.createWebGLContext("lines");
      return made;
    }

    clear() {
      const { edges, lines, nodes } = this.webGLContexts;
      for (const gl of view.stale ? [edges, lines, nodes] : [lines, nodes]) {
        gl.bindFramebuffer(gl.FRAMEBUFFER, null);
        gl.clear(gl.COLOR_BUFFER_BIT);
      }
    }

    /** Nothing: `thingAt` looks, among the visible and without waiting for the graphics card. */
    getNodeAtPosition() {
      return null;
    }
  };
}

function span(numbers) {
  let [least, most] = [Infinity, -Infinity];
  for (const number of numbers) [least, most] = [Math.min(least, number), Math.max(most, number)];
  return most - least;
}

/** What sigma passes on to the programs. */
function actorItem(actor) {
  const front = shown.frontNodes?.has(actor.id) ? 1 : 0;
  const look = front ? actorLook(actor) : lookAtRest(actor, actorLook);
  return { look, front, hidden: look.hidden };
}

function relationItem(relation) {
  const front = shown.frontEdges?.has(relation.id) ? 1 : 0;
  const atRest = lookAtRest(relation, relationLook);
  const look = front ? relationLook(relation) : atRest;
  const hidden = look.hidden || relation.from === relation.to; // a line to itself would have no length
  return { look, front, hidden, rest: atRest, targetSize: actors.get(relation.to).size };
}

function lookAtRest(item, lookOf) {
  if (!rest.has(item)) rest.set(item, atRest(() => lookOf(item)));
  return rest.get(item);
}

/** Runs a function while nothing stands out. */
function atRest(action) {
  const now = shown;
  shown = { ...now, frontNodes: null, frontEdges: null };
  const found = action();
  shown = now;
  return found;
}

/** Those items whose look at rest is not the one that sigma was told, by id. */
function changed(items, lookOf) {
  const same = (a, b) => Object.keys(a).every((key) => a[key] === b[key] || String(a[key]) === String(b[key]));
  return atRest(() => items.filter((item) => {
    const look = lookOf(item);
    if (rest.has(item) && same(look, rest.get(item))) return false;
    rest.set(item, look);
    return true;
  }).map((item) => item.id));
}

function redraw() {
  if (!engine) return;
  const now = { nodes: [...shown.frontNodes || []], edges: [...shown.frontEdges || []] };
  const fresh = { nodes: changed([...actors.values()], actorLook), edges: changed([...relations.values()], relationLook) };
  const partialGraph = {
    nodes: [...new Set([...fresh.nodes, ...stoodOut.nodes, ...now.nodes])],
    edges: [...new Set([...fresh.edges, ...stoodOut.edges, ...now.edges])],
  };
  stoodOut = now;
  view.stale ||= fresh.edges.length > 0;
  view.dimActors = dim(actors, shown.frontNodes, actorLook);
  view.dimRelations = dim(relations, shown.frontEdges, relationLook);
  engine.getCanvases().edges.style.opacity = view.dimRelations;
  engine.refresh({ partialGraph, skipIndexation: true, schedule: true }); // sigma asks `actorItem` and `relationItem`
}

/** What is left of those that do not stand out: the first of them says so for all. */
function dim(items, inFront, lookOf) {
  if (!inFront) return 1;
  for (const item of items.values()) {
    if (!inFront.has(item.id)) return lookOf(item).opacity / rest.get(item).opacity;
  }
  return 1;
}

/** Follows the camera: where the origin of the map is, in pixels, and how many pixels a unit has. */
function follow() {
  const cameraState = engine.getCamera().getState();
  const [origin, right] = [0, 1000].map((x) => engine.graphToViewport({ x, y: 0 }, { cameraState }));
  Object.assign(view, { x: origin.x, y: origin.y, scale: (right.x - origin.x) / 1000 });
  view.thin = Math.max(0.6, Math.min(1, 1.5 * view.scale));
  view.far = view.scale < FAR;
}

/** While the map moves, what lies over and under it is shifted as it is, and many lines are left out. */
function startMoving() {
  view.moving = true;
  view.bare = shown.edges.size > MANY;
  view.stale = true;
  clearTimeout(pause);
  pause = setTimeout(() => {
    Object.assign(view, { moving: false, bare: false, stale: true });
    engine.scheduleRender();
  }, PAUSE);
}

function pixel(id) {
  if (!engine) return { x: -1e4, y: -1e4 };
  const { x, y } = actors.get(id);
  return { x: view.x + x * view.scale, y: view.y + y * view.scale };
}

function scale() {
  return view.scale;
}

/** A point of the map in the units of sigma's camera. */
function framed({ x, y }) {
  const cameraState = engine.getCamera().getState();
  return engine.viewportToFramedGraph(engine.graphToViewport({ x, y: -y }, { cameraState }), { cameraState });
}

function moveCamera(target, duration, jump) {
  const camera = engine.getCamera();
  if (!jump && !motion.matches) return camera.animate(target, { duration });
  camera.setState(target);
}

function frame(ids, { largest, jump = false } = {}) {
  if (!engine || !ids.length) return;
  const { scale: wanted, x, y } = framing(ids.map((id) => actors.get(id)), largest);
  moveCamera({ ...framed({ x, y }), ratio: engine.getCamera().ratio * view.scale / wanted }, 400, jump);
}

function zoom(factor) {
  if (engine) moveCamera({ ratio: engine.getCamera().getBoundedRatio(engine.getCamera().ratio / factor) }, 150);
}

function pan(x, y) {
  if (!engine) return;
  const middle = { x: stage.clientWidth / 2 + x - view.x, y: stage.clientHeight / 2 + y - view.y };
  engine.getCamera().setState(framed({ x: middle.x / view.scale, y: middle.y / view.scale }));
}

function move(positions) {
  const moved = [...positions].filter(([id, { x, y }]) => actors.get(id).x !== x || actors.get(id).y !== y);
  if (!moved.length) return;
  for (const [id, { x, y }] of moved) Object.assign(actors.get(id), { x, y });
  const place = (id, attributes) => ({ ...attributes, x: actors.get(id).x, y: -actors.get(id).y });
  engine?.getGraph().updateEachNodeAttributes(place, { attributes: ["x", "y"] });
}

/** Labels and headings: drawn when the map stands still, shifted and scaled as pictures while it moves. */
function afterRender() {
  view.stale = false;
  const sheets = stage.querySelectorAll(":scope > .overlay, :scope > .underlay");
  if (!view.moving || !drawnFrom) {
    for (const sheet of sheets) sheet.style.transform = "";
    drawnFrom = { x: view.x, y: view.y, scale: view.scale };
    for (const handler of drawnHandlers) handler();
    return;
  }
  const grown = view.scale / drawnFrom.scale;
  const [x, y] = [view.x - drawnFrom.x * grown, view.y - drawnFrom.y * grown];
  for (const sheet of sheets) Object.assign(sheet.style, { transformOrigin: "0 0", transform: `translate(${x}px, ${y}px) scale(${grown})` });
}

function onDrawn(handler) {
  drawnHandlers.push(handler);
}

function onClick(handler) {
  if (!engine) return;
  const at = ({ x, y }) => handler(thingAt({ x, y }));
  engine.getMouseCaptor().on("click", at);
  engine.getTouchCaptor().on("tap", ({ touches, previousTouches }) => at(touches[0] || previousTouches[0]));
}

function onHover(handler) {
  if (!engine) return;
  const mouse = engine.getMouseCaptor();
  let last = null;
  const over = (thing, point) => {
    if (thing?.actor === last?.actor && thing?.relation === last?.relation) return;
    last = thing;
    handler(thing, point);
  };
  mouse.on("mousemove", ({ x, y }) => mouse.isMouseDown || over(thingAt({ x, y }), { x, y }));
  mouse.on("mouseleave", () => over(null, { x: 0, y: 0 }));
}

function onDrag(handler) {
  engine?.getMouseCaptor().on("mousedown", handler);
}

if (engine) {
  engine.setCustomBBox(engine.getBBox()); // so that other layouts do not change the scale
  engine.getCamera().on("updated", () => { follow(); startMoving(); });
  engine.on("resize", () => { follow(); view.stale = true; });
  engine.on("afterProcess", () => { view.stale = true; });
  engine.on("afterRender", afterRender);
  for (const canvas of Object.values(engine.getCanvases())) canvas.addEventListener("webglcontextlost", giveUp);
  follow();
  startMoving();
}
