/* What the reader has switched, chosen and arranged, and the way back. A selection is no part of it: the browser goes back there. */

const [past, future] = [[], []];
const DEEP = 200; // steps that are remembered
let present = snapshot();

/** The filters and choices as plain values. */
function snapshot() {
  const { years, colour, size, layout } = state;
  return { years, colour, size, layout, off: Object.fromEntries(SECTIONS.map((section) => [section, [...state.off[section]].sort()])) };
}

/** Puts filters and choices into the state, without drawing. */
function restore(view) {
  const { off, ...choices } = view;
  Object.assign(state, choices);
  for (const section of SECTIONS) state.off[section] = new Set(off[section]);
}

/** Remembers where the reader was if the filters or choices are no longer the same. */
function remember() {
  const now = snapshot();
  if (JSON.stringify(now) === JSON.stringify(present)) return;
  past.push(present);
  if (past.length > DEEP) past.shift();
  future.length = 0;
  present = now;
}

function step(back, forth) {
  if (!back.length) return;
  forth.push(present);
  present = back.pop();
  restore(present);
  arrive();
}

function drawUndo() {
  for (const [act, steps] of [["undo", past], ["redo", future]]) {
    document.querySelector(`[data-act=${act}]`).setAttribute("aria-disabled", String(!steps.length));
  }
}
