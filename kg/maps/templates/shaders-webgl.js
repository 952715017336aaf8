/* How a graphics card draws actors and relations: programs for sigma, fed with what `actorLook` and `relationLook` say.

   Actors are drawn with their form and border, or as specks where they are too small for that. Relations are drawn with
   their bend, dashes and head, or from afar as hairs. Only what can be seen is sent, what is in front last; few items
   and many vertices each are drawn as instances, many with one or two each are not, because a computer without a
   graphics card is slow at instances. Lengths in the shaders are pixels of the page, y upwards, as WebGL has it. */

const FORMS = ["dot", "square", "diamond", "triangle", "triangleDown", "hexagon", "star"];
const LINE_PIECES = 12; // straight pieces of a bent line
const SPECK_RADIUS = 2.6; // the radius in pixels below which no form can be seen
const CHOSEN_BORDER = 2.5; // the border in pixels from which an actor is never a speck

const SHARED = `
  precision highp float;
  uniform mat3 u_matrix;   // from the library's units to the screen, -1 … 1
  uniform vec2 u_pixel;    // a pixel in those units
  uniform float u_scale;   // pixels to a unit of the map
  uniform float u_least;   // the smallest scale of actors, so that they stay visible from afar
  uniform float u_sharp;   // pixels of the device to one of the page
  uniform float u_thin;    // what is left of the width of lines from afar
  uniform float u_faint;   // what is left of their opacity where there are many
  uniform float u_dim;     // what is left of the opacity of what is not in front
  float shade(float front) { return mix(u_dim, 1.0, front); }
`;

const ACTOR_INPUT = `${SHARED}
  attribute vec2 a_place;
  attribute vec4 a_fill;
  attribute vec4 a_stroke;
  attribute vec4 a_look;   // size in units of the map, form, border in pixels, whether it is dashed
  attribute float a_front;
  float radius() { return a_look.x * max(u_scale, u_least); }
`;

const SPECK_VERTEX = `${ACTOR_INPUT}
  varying vec4 v_colour;
  varying float v_size;
  void main() {
    gl_Position = vec4((u_matrix * vec3(a_place, 1.0)).xy, 0.0, 1.0);
    v_size = (2.0 * radius() + 1.0) * u_sharp;
    gl_PointSize = v_size;
    v_colour = vec4((a_look.w > 0.5 ? a_stroke : a_fill).rgb, 1.0) * shade(a_front);
  }
`;

const SPECK_FRAGMENT = `
  precision mediump float;
  varying vec4 v_colour;
  varying float v_size;
  void main() { gl_FragColor = v_colour * clamp(0.5 * v_size - v_size * length(gl_PointCoord - 0.5), 0.0, 1.0); }
`;

const ACTOR_VERTEX = `${ACTOR_INPUT}
  attribute vec2 a_corner;
  varying vec2 v_point;
  varying vec3 v_fill;
  varying vec3 v_stroke;
  varying vec4 v_look;
  varying float v_alpha;
  void main() {
    float border = min(a_look.z, max(radius() * 0.3, a_look.z - 1.0));
    vec2 reach = vec2(radius() * 1.4 + border + 1.0);
    gl_Position = vec4((u_matrix * vec3(a_place, 1.0)).xy + a_corner * reach * u_pixel, 0.0, 1.0);
    v_point = a_corner * reach;
    v_fill = a_fill.rgb;
    v_stroke = a_stroke.rgb;
    v_look = vec4(radius(), a_look.y, border, a_look.w);
    v_alpha = shade(a_front);
  }
`;

const ACTOR_FRAGMENT = `${SHARED}
  varying vec2 v_point;
  varying vec3 v_fill;
  varying vec3 v_stroke;
  varying vec4 v_look;
  varying float v_alpha;

  /* An equilateral triangle on its base, in the place and size of those on smaller maps. */
  float triangle(vec2 p, float r) {
    p.y += 0.316 * r;
    return max(-p.y, 0.866 * abs(p.x) + 0.5 * p.y) - 0.664 * r;
  }

  /* A star of five points: all ten edges folded onto one. */
  float star(vec2 p, float r) {
    float fifth = 1.2566371;
    float turn = abs(mod(atan(p.x, p.y) + 0.5 * fifth, fifth) - 0.5 * fifth);
    vec2 q = length(p) * vec2(sin(turn), cos(turn));
    return dot(q - vec2(0.0, 1.15 * r), vec2(0.950, 0.312));
  }

  /* How far a point is outside of the form; less than nothing within. */
  float outside(vec2 p, float r, float form) {
    vec2 q = abs(p);
    if (form < 0.5) return length(p) - r;
    if (form < 1.5) return max(q.x, q.y) - r;
    if (form < 2.5) return (q.x + q.y - 1.1 * r) * 0.7071;
    if (form < 3.5) return triangle(p, r);
    if (form < 4.5) return triangle(-p, r);
    if (form < 5.5) return max(q.y, 0.866 * q.x + 0.5 * q.y) - 0.866 * r;
    return star(p, r);
  }

  void main() {
    float far = outside(v_point, v_look.x, v_look.y);
    float cover = clamp(0.5 - (far - 0.5 * v_look.z) * u_sharp, 0.0, 1.0);
    float inner = clamp(0.5 - (far + 0.5 * v_look.z) * u_sharp, 0.0, 1.0);
    bool gap = v_look.w > 0.5 && v_look.x > 4.0 && mod(atan(v_point.y, v_point.x) * v_look.x, 7.0) > 4.0;
    if (gap) cover = inner;
    gl_FragColor = vec4(mix(v_stroke, v_fill, gap ? 1.0 : inner), 1.0) * cover * v_alpha;
  }
`;

const HAIR_VERTEX = `${SHARED}
  attribute vec2 a_place;
  attribute vec4 a_stroke;
  attribute float a_alpha;
  varying vec4 v_colour;
  void main() {
    gl_Position = vec4((u_matrix * vec3(a_place, 1.0)).xy, 0.0, 1.0);
    v_colour = vec4(a_stroke.rgb, 1.0) * a_alpha * u_faint;
  }
`;

const HAIR_FRAGMENT = `
  precision mediump float;
  varying vec4 v_colour;
  void main() { gl_FragColor = v_colour; }
`;

const LINE_VERTEX = `${SHARED}
  attribute vec3 a_step;   // how far along the line, on which side of it, and 0 for the line, 1 and 2 for the head
  attribute vec2 a_from;
  attribute vec2 a_to;
  attribute vec2 a_via;
  attribute vec4 a_stroke;
  attribute vec4 a_line;   // width, dash and gap in pixels, size of the head
  attribute vec2 a_more;   // opacity, size of the target in units of the map
  attribute float a_front;
  varying vec4 v_colour;
  varying float v_side;
  varying float v_half;
  varying float v_along;
  varying vec2 v_dash;

  vec2 place(vec2 point) { return (u_matrix * vec3(point, 1.0)).xy / u_pixel; }
  vec2 direction(vec2 step) { return step / max(length(step), 0.001); }
  vec2 across(vec2 along) { return vec2(-along.y, along.x); }

  void main() {
    vec2 from = place(a_from);
    vec2 to = place(a_to);
    vec2 via = place(a_via);
    vec2 end = direction(to - via);
    float width = a_line.x * mix(u_thin, 1.0, a_front);
    float headed = step(0.001, a_line.w);
    float head = headed * (15.0 * a_line.w + 3.0 * a_line.x) * clamp(u_scale, 0.5, 1.2);
    vec2 tip = to - headed * end * (a_more.y * max(u_scale, u_least) + 1.0);
    float t = a_step.x;
    vec2 at;
    if (a_step.z > 0.5) {
      at = tip - end * head * step(1.5, a_step.z) + across(end) * a_step.y * head * 0.38;
      v_side = 0.0;
      v_dash = vec2(1.0, 0.0);
    } else {
      v_side = a_step.y * (0.5 * width + 0.75);
      at = t == 1.0 ? tip - end * head * 0.9 : mix(mix(from, via, t), mix(via, to, t), t);
      at += across(direction(mix(via - from, to - via, t))) * v_side;
      v_dash = a_line.yz;
    }
    v_half = 0.5 * width;
    v_along = t * length(to - from);
    v_colour = vec4(a_stroke.rgb, 1.0) * a_more.x * shade(a_front) * mix(u_faint, 1.0, a_front);
    gl_Position = vec4(at * u_pixel, 0.0, 1.0);
  }
`;

const LINE_FRAGMENT = `${SHARED}
  varying vec4 v_colour;
  varying float v_side;
  varying float v_half;
  varying float v_along;
  varying vec2 v_dash;
  void main() {
    if (v_dash.y > 0.0 && mod(v_along, v_dash.x + v_dash.y) > v_dash.x) discard;
    gl_FragColor = v_colour * clamp(0.5 + (v_half - abs(v_side)) * u_sharp, 0.0, 1.0);
  }
`;
