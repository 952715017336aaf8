/* What every page can do: light or dark, and the search over all names in all scripts. Without it, all pages still read. */
"use strict";

const root = document.documentElement;
const INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const MOST = 12;

/** What a reader chose is kept where the browser lets us; a page that is opened from a file may not. */
const kept = {
  get theme() { try { return localStorage.getItem("theme"); } catch { return null; } },
  set theme(value) { try { localStorage.setItem("theme", value); } catch { /* it lasts as long as the page */ } },
};
if (kept.theme) root.dataset.theme = kept.theme;

function switchTheme() {
  const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = kept.theme = dark ? "light" : "dark";
}

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

/** The index of names is a script beside the page, read when somebody first wants to search. */
let reading = null;
function names() {
  reading ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = `${root.dataset.root}assets/names.js`;
    script.onload = () => done(window.atlasNames.map(([path, label, language, kind, others]) => {
      const texts = [label, ...others];
      return { path, label, language, kind, texts, keys: texts.map(folded) };
    }));
    document.head.append(script);
  });
  return reading;
}

/** The number of letters that differ, as far as one: 0, 1, or 2 for more; a pair that changed places is one. */
function errors(one, other) {
  if (Math.abs(one.length - other.length) > 1) return 2;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.length - start - end, other.length - start - end];
  if (left <= 1 && right <= 1) return Math.max(left, right);
  return left === 2 && right === 2 && one[start] === other[start + 1] && one[start + 1] === other[start] ? 1 : 2;
}

/** 0 for the same name, 1 for its beginning, 2 for a word of it, 3 for a part of it, 4 with a typing error, 9 for none. */
function distance(key, text, wanted) {
  if (key === wanted) return 0;
  if (key.startsWith(wanted)) return 1;
  if (key.includes(wanted)) return text.split(/[\s(\-·]+/).some((word) => folded(word).startsWith(wanted)) ? 2 : 3;
  return wanted.length > 4 && errors(key, wanted) < 2 ? 4 : 9;
}

/** What fits best to what was typed, the best known first among equals, each with the name that fits. */
function matches(found, typed) {
  const raw = typed.trim();
  const byInitials = /^[ㄱ-ㅎ]+$/.test(raw);
  const wanted = byInitials ? raw : folded(raw);
  if (!wanted) return null;
  const scored = [];
  for (const one of found) {
    let best = 9;
    let name = "";
    one.keys.forEach((key, i) => {
      const score = distance(byInitials ? initials(key) : key, one.texts[i], wanted);
      if (score < best) [best, name] = [score, one.texts[i]];
    });
    if (best < 9) scored.push([best, name, one]);
  }
  return scored.sort((a, b) => a[0] - b[0]).slice(0, MOST).map(([, name, one]) => ({ ...one, name }));
}

/** A field with a list of suggestions beneath it; arrows choose, Enter goes there, Escape leaves. */
function combobox(input, list) {
  let hits = [];
  let current = -1;

  const unfold = (on) => {
    list.hidden = !on;
    input.setAttribute("aria-expanded", String(on));
  };
  const mark = () => {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === current)));
    list.children[current]?.scrollIntoView({ block: "nearest" });
    if (current < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", `${list.id}-${current}`);
  };
  const go = (i) => { if (hits[i]) location.href = root.dataset.root + hits[i].path; };
  const item = (hit, i) => {
    const line = document.createElement("li");
    line.id = `${list.id}-${i}`;
    line.setAttribute("role", "option");
    const [first, second, kind, name] = ["div", "div", "span", "span"].map((tag) => document.createElement(tag));
    Object.assign(first, { textContent: hit.label, lang: hit.language || root.lang, dir: "auto" });
    second.className = "second";
    kind.textContent = hit.kind;
    Object.assign(name, { textContent: hit.name === hit.label ? "" : hit.name, dir: "auto" });
    second.append(kind, name);
    line.append(first, second);
    line.addEventListener("mousedown", (event) => { event.preventDefault(); go(i); });
    return line;
  };
  const none = () => {
    const line = document.createElement("li");
    Object.assign(line, { className: "none", textContent: list.dataset.none });
    line.setAttribute("role", "option");
    line.setAttribute("aria-disabled", "true");
    return line;
  };
  const lookUp = async () => {
    const found = matches(await names(), input.value);
    hits = found || [];
    current = hits.length ? 0 : -1;
    list.replaceChildren(...(found && !found.length ? [none()] : hits.map(item)));
    unfold(Boolean(found));
    mark();
  };

  input.addEventListener("focus", () => { names(); if (input.value) lookUp(); });
  input.addEventListener("input", lookUp);
  input.addEventListener("blur", () => unfold(false));
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length && !list.hidden) {
      current = (current + step + hits.length) % hits.length;
      mark();
    } else if (event.key === "Enter") go(current);
    else if (event.key === "Escape") { unfold(false); input.value = ""; input.blur(); } else return;
    event.preventDefault();
  });
}

addEventListener("DOMContentLoaded", () => {
  const input = document.getElementById("search");
  combobox(input, document.getElementById("hits"));
  document.getElementById("theme").addEventListener("click", switchTheme);
  document.querySelector(".top nav [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  addEventListener("keydown", (event) => {
    const typing = /^(input|textarea|select)$/i.test(document.activeElement?.tagName ?? "");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      input.focus();
    }
  });
  root.dataset.ready = "";
});
