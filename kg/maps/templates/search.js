/* The search over all names in all scripts, and over the first consonants of Korean names. */

const field = document.getElementById("search");
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

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

/** The names of an actor as the search compares them, made when they are first needed. */
function keysOf(actor) {
  actor.keys ??= [actor.label, actor.native || "", actor.slug, ...namesOf(actor).map(([, text]) => text)].filter(Boolean).map(folded);
  return actor.keys;
}

/** 0 for the same name, 1 for its beginning, 2 for a part of it, 9 for none. */
function distance(actor, wanted, byInitials) {
  const keys = byInitials ? keysOf(actor).map(initials) : keysOf(actor);
  return Math.min(...keys.map((key) => (key === wanted ? 0 : key.startsWith(wanted) ? 1 : key.includes(wanted) ? 2 : 9)));
}

/** The dozen actors that fit best what was typed, the best linked first among equals; null if nothing was typed. */
function matches(typed) {
  const raw = typed.trim();
  const byInitials = /^[ㄱ-ㅎ]+$/.test(raw);
  const wanted = byInitials ? raw : folded(raw);
  if (!wanted) return null;
  const scored = ranked.map((actor) => [distance(actor, wanted, byInitials), actor]).filter(([score]) => score < 9);
  return scored.sort((a, b) => a[0] - b[0]).slice(0, 12).map(([, actor]) => actor);
}

/** Makes a field and a list beneath it a search with suggestions; `pick` gets the actor, `leave` is called on Escape. */
function combobox(input, list, pick, leave) {
  let found = [];
  let current = -1;

  const unfold = (on) => {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
  };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === current)));
    list.children[current]?.scrollIntoView({ block: "nearest" });
    current < 0 ? input.removeAttribute("aria-activedescendant") : input.setAttribute("aria-activedescendant", `${list.id}-${current}`);
  };
  const choose = (i) => {
    if (!found[i]) return;
    unfold(false);
    pick(found[i]);
  };
  const hit = (actor, i) => {
    const second = secondName(actor);
    return make("li", { role: "option", id: `${list.id}-${i}`, onmousedown: (event) => { event.preventDefault(); choose(i); } },
      icon(actor.shape, actorColour(actor), !isFirm(actor)),
      make("div", {}, make("div", {}, written(actor.label)), second ? make("div", { class: "second" }, written(second)) : null));
  };
  const lookUp = () => {
    const hits = matches(input.value);
    found = hits || [];
    current = found.length ? 0 : -1;
    list.replaceChildren(...found.map(hit), ...(hits && !found.length ? [make("li", { class: "none", role: "option", "aria-disabled": "true" }, words.no_match)] : []));
    unfold(Boolean(hits));
    mark();
  };

  input.addEventListener("input", lookUp);
  input.addEventListener("blur", () => unfold(false));
  input.addEventListener("focus", () => input.value && !input.dataset.settled && lookUp());
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length && !list.hidden) {
      current = (current + step + found.length) % found.length;
      mark();
    } else if (event.key === "Enter" && !list.hidden) choose(current);
    else if (event.key === "Escape") { unfold(false); leave(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

combobox(field, document.getElementById("hits"), (actor) => {
  field.value = "";
  go({ actor });
}, () => {
  field.value = "";
  stage.focus();
});
