/* What lies under the mouse: sigma finds actors by their circles; we find forms and lines as they are drawn. */

/** What is drawn nearest to a point, in pixels: of what stands out first, then of the rest; hairs cannot be told apart. */
function thingAt(point) {
  const actorIn = (ids) => {
    const [actor, gap] = nearest(actors, ids, (one) => Math.hypot(pixel(one.id).x - point.x, pixel(one.id).y - point.y) - one.size * Math.max(view.scale, LEAST));
    return gap < REACH ? { actor } : null;
  };
  const relationIn = (ids) => {
    const [relation, gap] = nearest(relations, ids, (one) => distanceTo(one, point));
    return gap < REACH ? { relation } : null;
  };
  const outstanding = shown.frontNodes && (actorIn(shown.frontNodes) || relationIn(shown.frontEdges));
  return outstanding || actorIn(shown.nodes) || (view.far ? null : relationIn(shown.edges));
}

function nearest(items, among, distanceOf) {
  let found = [null, Infinity];
  for (const id of among) {
    const distance = distanceOf(items.get(id));
    if (distance < found[1]) found = [items.get(id), distance];
  }
  return found;
}

/** How far a point is from a line as it is drawn. */
function distanceTo({ from, to, bend }, point) {
  const [start, end] = [pixel(from), pixel(to)];
  const straight = toPiece(point, start, end);
  if (straight > REACH + Math.abs(bend) * Math.hypot(end.x - start.x, end.y - start.y)) return straight;
  const middle = via(start, end, bend);
  const at = (t) => ({ x: along("x", t), y: along("y", t) });
  const along = (axis, t) => (1 - t) ** 2 * start[axis] + 2 * t * (1 - t) * middle[axis] + t ** 2 * end[axis];
  const pieces = Array.from({ length: LINE_PIECES }, (_, i) => toPiece(point, at(i / LINE_PIECES), at((i + 1) / LINE_PIECES)));
  return Math.min(...pieces);
}

/** How far a point is from a straight piece of a line. */
function toPiece(point, start, end) {
  const [x, y] = [end.x - start.x, end.y - start.y];
  const length = x * x + y * y;
  const along = length ? Math.max(0, Math.min(1, ((point.x - start.x) * x + (point.y - start.y) * y) / length)) : 0;
  return Math.hypot(start.x + along * x - point.x, start.y + along * y - point.y);
}
