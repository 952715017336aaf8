/* The search over all names in all scripts, and over the first consonants of Korean names. */

const field = document.getElementById("search");
const hits = document.getElementById("hits");
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
let found = [];
let current = -1;

/** Full and half width, case, accents, spaces and hyphens make no difference. */
function folded(text) {
  return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").normalize("NFKC").toLowerCase().replace(/[\s\-‐-―·.,'’()]+/g, "");
}

function initials(text) {
  return [...text].map((character) => {
    const place = character.charCodeAt(0) - 0xac00;
    return place >= 0 && place < 11172 ? INITIALS[Math.floor(place / 588)] : character;
  }).join("");
}

for (const actor of actors.values()) {
  actor.keys = [actor.label, actor.native || "", actor.slug, ...namesOf(actor).map(([, text]) => text)].filter(Boolean).map(folded);
  actor.initials = actor.keys.map(initials);
}

/** 0 for the same name, 1 for its beginning, 2 for a part of it, 9 for none. */
function distance(actor, wanted, byInitials) {
  const keys = byInitials ? actor.initials : actor.keys;
  return Math.min(...keys.map((key) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9)));
}

function lookUp() {
  const raw = field.value.trim();
  const byInitials = /^[ㄱ-ㅎ]+$/.test(raw);
  const wanted = byInitials ? raw : folded(raw);
  const scored = wanted ? ranked.map((actor) => [distance(actor, wanted, byInitials), actor]).filter(([score]) => score < 9) : [];
  found = scored.sort((a, b) => a[0] - b[0]).slice(0, 12).map(([, actor]) => actor);
  current = found.length ? 0 : -1;
  hits.replaceChildren(...found.map(hit), ...(wanted && !found.length ? [make("li", { class: "none" }, words.no_match)] : []));
  unfoldHits(Boolean(wanted));
  mark();
}

function hit(actor, i) {
  const second = secondName(actor);
  return make("li", { role: "option", id: `hit-${i}`, onmousedown: (event) => { event.preventDefault(); pick(i); } },
    icon(actor.shape, actorColour(actor), !isFirm(actor)),
    make("div", {}, make("div", {}, written(actor.label)), second ? make("div", { class: "second" }, written(second)) : null));
}

function unfoldHits(on) {
  hits.hidden = !on;
  field.setAttribute("aria-expanded", String(on));
}

function mark() {
  [...hits.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === current)));
  hits.children[current]?.scrollIntoView({ block: "nearest" });
  current < 0 ? field.removeAttribute("aria-activedescendant") : field.setAttribute("aria-activedescendant", `hit-${current}`);
}

function pick(i) {
  const actor = found[i];
  if (!actor) return;
  unfoldHits(false);
  field.value = "";
  reveal(actor);
  go("actor", actor);
}

field.addEventListener("input", lookUp);
field.addEventListener("blur", () => unfoldHits(false));
field.addEventListener("focus", () => field.value && lookUp());
field.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (steps[event.key] && found.length) {
    current = (current + steps[event.key] + found.length) % found.length;
    mark();
  } else if (event.key === "Enter") pick(current);
  else if (event.key === "Escape") { field.value = ""; unfoldHits(false); stage.focus(); }
  else return;
  event.preventDefault();
  event.stopPropagation();
});
