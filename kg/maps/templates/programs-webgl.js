/* The programs of sigma: which attributes of actors and relations go to which shader, and how they are drawn. */

/** The corners of a line in pieces, two triangles each, and of its head. */
function lineCorners() {
  const pieces = Array.from({ length: LINE_PIECES }, (_, i) => [i / LINE_PIECES, (i + 1) / LINE_PIECES]);
  const line = pieces.flatMap(([a, b]) => [[a, 1, 0], [a, -1, 0], [b, 1, 0], [b, 1, 0], [a, -1, 0], [b, -1, 0]]);
  return [...line, [1, 0, 1], [1, 1, 2], [1, -1, 2]];
}

/** The programs, which read `view`: scale, least, thin, far, bare (no lines), stale, and dimActors and dimRelations (1 for none). */
function programs(view) {
  const { FLOAT, UNSIGNED_BYTE, LINES, POINTS, TRIANGLES, TRIANGLE_STRIP } = WebGL2RenderingContext;
  const floats = (name, size) => ({ name, size, type: FLOAT });
  const colour = (name) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
  const UNIFORMS = ["u_matrix", "u_pixel", "u_scale", "u_least", "u_sharp", "u_thin", "u_faint", "u_dim"];

  function tell({ matrix, width, height, pixelRatio }, { gl, uniformLocations: at }, dim, faint = 1) {
    gl.uniformMatrix3fv(at.u_matrix, false, matrix);
    gl.uniform2f(at.u_pixel, 2 / width, 2 / height);
    gl.uniform1f(at.u_scale, view.scale);
    gl.uniform1f(at.u_least, view.least);
    gl.uniform1f(at.u_sharp, pixelRatio);
    gl.uniform1f(at.u_thin, view.thin);
    gl.uniform1f(at.u_faint, faint);
    gl.uniform1f(at.u_dim, dim);
  }

  /** How faint lines are so that many of them do not become a wall. */
  function faintness(lines, few) {
    return Math.max(0.1, Math.min(1, Math.sqrt(few / lines)));
  }

  /** Draws some items of a program, given by where they begin in its array, in this order. */
  function renderOnly(program, starts, render) {
    if (!starts.length) return;
    const { array, capacity, verticesCount, STRIDE, VERTICES } = program;
    const drawn = new Float32Array(starts.length * STRIDE);
    let to = 0;
    for (const start of starts) for (let i = start; i < start + STRIDE; i++) drawn[to++] = array[i];
    Object.assign(program, { array: drawn, capacity: starts.length, verticesCount: starts.length * VERTICES });
    render();
    Object.assign(program, { array, capacity, verticesCount });
  }

  /** Where the items begin that are wanted, those in front last. */
  function inOrder({ array, STRIDE }, frontAt, wanted) {
    const [behind, inFront] = [[], []];
    for (let start = 0; start < array.length; start += STRIDE) {
      if (wanted(array, start)) (array[start + frontAt] ? inFront : behind).push(start);
    }
    return [...behind, ...inFront];
  }

  /** What the screen shows, in the library's units, with so many pixels around it. */
  function seen({ renderer }, pixels) {
    const { x1, x2, y1, height } = renderer.viewRectangle();
    const margin = (pixels * (x2 - x1)) / renderer.getDimensions().width;
    return { left: x1 - margin, right: x2 + margin, top: y1 + margin, low: y1 - height - margin };
  }

  const ACTOR = {
    UNIFORMS, ATTRIBUTES: [floats("a_place", 2), colour("a_fill"), colour("a_stroke"), floats("a_look", 4), floats("a_front", 1)],
  };
  const [SIZE, BORDER, FRONT] = [4, 6, 8]; // places in the array

  class ActorProgram extends sigma.NodeProgram {
    constructor(gl, picking, renderer) {
      super(gl, null, renderer); // the canvas looks for itself what lies under the mouse
    }

    getDefinition() {
      return {
        ...ACTOR, VERTICES: 4, METHOD: TRIANGLE_STRIP, VERTEX_SHADER_SOURCE: ACTOR_VERTEX, FRAGMENT_SHADER_SOURCE: ACTOR_FRAGMENT,
        CONSTANT_ATTRIBUTES: [floats("a_corner", 2)], CONSTANT_DATA: [[-1, -1], [1, -1], [-1, 1], [1, 1]],
      };
    }

    processVisibleItem(index, start, { x, y, look, front }) {
      const form = Math.max(0, FORMS.indexOf(look.shape));
      this.array.set([x, y, sigma.floatColor(look.fill), sigma.floatColor(look.stroke), look.size, form, look.border, look.dash ? 1 : 0, front], start);
    }

    setUniforms(params, info) {
      tell(params, info, view.dimActors);
    }

    draws(speck) {
      return !speck;
    }

    render(params) {
      const factor = Math.max(view.scale, view.least);
      const { left, right, top, low } = seen(this, 50);
      const starts = inOrder(this, FRONT, (array, start) => {
        const [x, y, size] = [array[start], array[start + 1], array[start + SIZE]];
        if (!size || x < left || x > right || y < low || y > top) return false;
        return this.draws(size * factor < SPECK_RADIUS && array[start + BORDER] < CHOSEN_BORDER);
      });
      renderOnly(this, starts, () => super.render(params));
    }
  }

  class SpeckProgram extends ActorProgram {
    getDefinition() {
      return { ...ACTOR, VERTICES: 1, METHOD: POINTS, VERTEX_SHADER_SOURCE: SPECK_VERTEX, FRAGMENT_SHADER_SOURCE: SPECK_FRAGMENT };
    }

    draws(speck) {
      return speck;
    }
  }

  /* Hairs have a layer of their own, which is drawn only when they change or the map has moved, and dimmed as a whole;
     what is in front is drawn as lines, on the layer above. */
  class HairProgram extends sigma.EdgeProgram {
    constructor(gl, picking, renderer) {
      super(gl, null, renderer);
    }

    getDefinition() {
      return {
        VERTICES: 2, METHOD: LINES, VERTEX_SHADER_SOURCE: HAIR_VERTEX, FRAGMENT_SHADER_SOURCE: HAIR_FRAGMENT,
        UNIFORMS, ATTRIBUTES: [floats("a_place", 2), colour("a_stroke"), floats("a_alpha", 1)],
      };
    }

    processVisibleItem(index, start, from, to, { rest }) {
      const ink = [sigma.floatColor(rest.stroke), rest.opacity];
      this.array.set([from.x, from.y, ...ink, to.x, to.y, ...ink], start);
    }

    setUniforms(params, info) {
      tell(params, info, 1, faintness(shown.edges.size, 2500));
    }

    render(params) {
      if (view.far && !view.bare && view.stale) super.render(params);
    }
  }

  class LineProgram extends sigma.EdgeProgram {
    constructor(gl, picking, renderer) {
      super(renderer.webGLContexts.lines, null, renderer);
    }

    getDefinition() {
      const corners = lineCorners();
      return {
        VERTICES: corners.length, METHOD: TRIANGLES, VERTEX_SHADER_SOURCE: LINE_VERTEX, FRAGMENT_SHADER_SOURCE: LINE_FRAGMENT, UNIFORMS,
        ATTRIBUTES: [floats("a_from", 2), floats("a_to", 2), floats("a_via", 2), colour("a_stroke"), floats("a_line", 4), floats("a_more", 2), floats("a_front", 1)],
        CONSTANT_ATTRIBUTES: [floats("a_step", 3)], CONSTANT_DATA: corners,
      };
    }

    processVisibleItem(index, start, from, to, { look, front, targetSize }) {
      const middle = via(from, to, -look.bend); // y points upwards here
      const [dash, gap] = look.dash || [1, 0];
      this.array.set([
        from.x, from.y, to.x, to.y, middle.x, middle.y, sigma.floatColor(look.stroke),
        look.width, dash, gap, look.arrow, look.opacity, targetSize, front,
      ], start);
    }

    setUniforms(params, info) {
      tell(params, info, view.dimRelations, faintness(this.capacity, 500));
    }

    render(params) {
      const [WIDTH, IN_FRONT] = [7, 13];
      const onlyFront = view.far || view.bare;
      if (onlyFront && view.dimRelations === 1) return;
      const { left, right, top, low } = seen(this, 50);
      const starts = inOrder(this, IN_FRONT, (array, start) => {
        if (!array[start + WIDTH] || (onlyFront && !array[start + IN_FRONT])) return false;
        const [x, y, u, v] = [array[start], array[start + 1], array[start + 2], array[start + 3]];
        return Math.max(x, u) > left && Math.min(x, u) < right && Math.max(y, v) > low && Math.min(y, v) < top;
      });
      renderOnly(this, starts, () => super.render(params));
    }
  }

  return {
    ActorPrograms: sigma.createNodeCompoundProgram([SpeckProgram, ActorProgram]),
    RelationPrograms: sigma.createEdgeCompoundProgram([HairProgram, LineProgram]),
  };
}
