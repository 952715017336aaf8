/* The outline of the land as polylines: no national borders, no Antarctica, degrees with one decimal, longitude first.

   No line runs along the edge of the source (180°), where polygons are closed and no coast is, and none crosses 180°
   or 30° W, so that a map centred on the Atlantic and one centred on the Pacific (150° E) both draw every line as it is.
   A line either ends where it begins or has both ends on such a meridian: closed and filled it is land. */

const CUT = -30;
const SOUTH = -60;

/** Arcs as lists of [longitude, latitude] in degrees: TopoJSON stores them as steps on a grid. */
function decoded({ arcs, transform: { scale, translate } }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => [(x += dx) * scale[0] + translate[0], (y += dy) * scale[1] + translate[1]]);
  });
}

/** The point where a step from a to b crosses a meridian. */
const crossing = ([x, y], [u, v], meridian) => [meridian, y + ((v - y) * (meridian - x)) / (u - x)];

const onEdge = ([x]) => Math.abs(x) > 179.9;

/** A ring in which every step from one side of the source to the other runs along its edge: 180° east is 180° west. */
function unfolded(ring) {
  return ring.flatMap((point, i) => {
    const next = ring[i + 1] || point;
    if (Math.abs(point[0] - next[0]) < 180 || onEdge(point) === onEdge(next)) return [point];
    const [x, y] = onEdge(point) ? point : next;
    return [point, [-x, y]];
  });
}

/** A ring in pieces: without the steps along the edge of the source, and cut at the meridian. */
function pieces(ring) {
  const found = [[ring[0]]];
  ring.slice(1).forEach((point, i) => {
    const before = ring[i];
    if (onEdge(before) && onEdge(point)) found.push([point]);
    else if ((before[0] - CUT) * (point[0] - CUT) < 0) {
      const cut = crossing(before, point, CUT);
      found.at(-1).push(cut);
      found.push([cut, point]);
    } else found.at(-1).push(point);
  });
  if (found.length > 1) found[0] = [...found.pop(), ...found[0].slice(1)]; // a ring may begin anywhere
  return found;
}

/** One decimal, and no point twice in a row. */
function rounded(line) {
  const points = line.map((point) => point.map((degrees) => Math.round(degrees * 10) / 10 + 0));
  return points.filter(([x, y], i) => !i || x !== points[i - 1][0] || y !== points[i - 1][1]);
}

/** All coasts of a TopoJSON with one collection of polygons named `land`. */
export function outline(topology) {
  const arcs = decoded(topology);
  const arc = (number) => (number < 0 ? [...arcs[~number]].reverse() : arcs[number]);
  const rings = topology.objects.land.geometries.flatMap((geometry) => geometry.arcs.flat());
  const points = rings.map((ring) => ring.flatMap((number, i) => (i ? arc(number).slice(1) : arc(number))));
  const lines = points.filter((ring) => ring.some(([, y]) => y > SOUTH)).map(unfolded).flatMap(pieces);
  return { lines: lines.map(rounded).filter((line) => line.length > 1) };
}
