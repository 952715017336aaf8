/* What a query may not do, decided on its text before it runs: kg/guard.py in another language, so that what runs here
   also runs in kg query. This engine reaches no network and writes nothing, whatever it is asked. A test holds both
   against each other. */

const WORD = "\\p{L}\\p{N}_";
const UPDATES = "ADD|CLEAR|COPY|CREATE|DELETE|DROP|INSERT|LOAD|MOVE";
const KEYWORD = new RegExp(`SERVICE|FROM|(?<![${WORD}])(?:${UPDATES})(?![${WORD}:])`, "iuy");
const ANY_KEYWORD = new RegExp(KEYWORD.source, "iu");

/** What can be read in one way only: comments, long strings without escapes, IRIs with ://, escapes in names. */
const CERTAIN = new RegExp([
  /#[^\n\r]*/,
  /"""(?:"{0,2}[^"\\])*"""/, /'''(?:'{0,2}[^'\\])*'''/,
  /<[A-Za-z][A-Za-z0-9+.-]*:\/\/[^<>"{}|^`\x00-\x20]*>/,
  /\\./,
].map((form) => form.source).join("|"), "ys");

/** What may be meant: a long string, or an empty one and whatever follows; an IRI, or a comparison. */
const POSSIBLE = [
  /"""(?:"{0,2}(?:[^"\\]|\\.))*"""/ys,
  /'''(?:'{0,2}(?:[^'\\]|\\.))*'''/ys,
  /"(?:[^"\\\n\r]|\\.)*"/ys,
  /'(?:[^'\\\n\r]|\\.)*'/ys,
  /<[^<>"{}|^`\x00-\x20]*>/ys,
];

/** What ends where a keyword would begin, and takes it in: a variable, a prefix and colon, a language. */
const INSIDE = new RegExp(`(?:(?<![${WORD}>)\\]])[?$][${WORD}]*|:(?:[${WORD}:][${WORD}:\\-]*)?|@[A-Za-z\\-]*)$`, "u");
const PORT = /<(?:[A-Za-z][A-Za-z0-9+.-]*:)?\/\/[^/?#>]*[:\]][^/?#>]*>/;
const ESCAPE = /\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})/g;

function matched(form, text, place) {
  form.lastIndex = place;
  return form.exec(text)?.[0] ?? null;
}

/** Where the code may go on, after what begins at a place. */
function onwards(text, place) {
  const certain = matched(CERTAIN, text, place);
  if (certain !== null) return [place + certain.length];
  const ends = POSSIBLE.map((form) => matched(form, text, place)).filter((one) => one !== null).map((one) => place + one.length);
  return ends.length && text[place] !== "<" ? ends : [...ends, place + 1];
}

/** Every place of a text that is code in at least one reading, each once. */
function* code(text) {
  const seen = new Set();
  const ahead = [0];
  while (ahead.length) {
    const place = ahead.pop();
    if (place >= text.length || seen.has(place)) continue;
    seen.add(place);
    yield place;
    ahead.push(...onwards(text, place));
  }
}

function unescaped(text) {
  return text.replace(ESCAPE, (whole, short, long) => {
    const point = Number.parseInt(short ?? long, 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** Why a query is refused, in the words of kg/guard.py; nothing for one that may run. */
function refusal(query, words) {
  for (const text of new Set([query, unescaped(query)])) {
    if (!ANY_KEYWORD.test(text)) continue;
    for (const place of code(text)) {
      const keyword = matched(KEYWORD, text, place);
      if (keyword !== null && !INSIDE.test(text.slice(Math.max(0, place - 200), place))) {
        return words[keyword.toUpperCase()] ?? words.SERVICE;
      }
    }
    const port = PORT.exec(text);
    if (port) return words[""].replace("{}", () => port[0]);
  }
  return "";
}
