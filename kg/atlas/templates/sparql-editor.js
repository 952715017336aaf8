/* The editor: a text area with colours painted beneath it, line numbers, and keys that writers of code expect. */

/** What a piece of a query is, tried in this order; the paint beneath the text area has a class for each. */
const TOKENS = {
  string: /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/,
  address: /<[^<>"{}|^`\\\s]*>/,
  comment: /#[^\n]*/,
  variable: /[?$][\p{L}\p{N}_]+/,
  name: /(?:[\p{L}_][\p{L}\p{N}_.-]*)?:[\p{L}\p{N}_%.-]*/,
  number: /\b\d+(?:\.\d+)?\b/,
  keyword: /[A-Za-z]+/,
};
const TOKEN = new RegExp(Object.entries(TOKENS).map(([kind, form]) => `(?<${kind}>${form.source})`).join("|"), "gu");

/** A query as pieces with their colours. */
function painted(text) {
  const pieces = [];
  let done = 0;
  for (const match of text.matchAll(TOKEN)) {
    pieces.push(text.slice(done, match.index));
    const piece = document.createElement("span");
    piece.className = Object.keys(TOKENS).find((kind) => match.groups[kind] !== undefined);
    piece.textContent = match[0];
    pieces.push(piece);
    done = match.index + match[0].length;
  }
  return [...pieces, `${text.slice(done)}\n`];
}

/** Puts a text in the place of a part, as if it had been typed, so that the browser can undo it. */
function typed(area, begin, end, text) {
  area.setSelectionRange(begin, end);
  if (!document.execCommand(text ? "insertText" : "delete", false, text)) {
    area.setRangeText(text, begin, end, "end");
    area.dispatchEvent(new Event("input"));
  }
}

/** A new line begins where the one before it began, and two further in behind an opening brace. */
function breakLine(area) {
  const before = area.value.slice(0, area.selectionStart);
  const indent = /(?:^|\n)( *)[^\n]*$/.exec(before)[1];
  typed(area, area.selectionStart, area.selectionEnd, `\n${indent}${/\{\s*$/.test(before) ? "  " : ""}`);
}

/** A closing brace at the beginning of a line moves it two out. */
function closeBrace(area) {
  const blank = /(?:^|\n)( *) {2}$/.exec(area.value.slice(0, area.selectionStart));
  typed(area, area.selectionStart - (blank ? 2 : 0), area.selectionEnd, "}");
}

/** Makes comments of the lines that are selected, or queries of comments. */
function toggleComment(area) {
  const begin = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;
  const next = area.value.indexOf("\n", area.selectionEnd);
  const end = next < 0 ? area.value.length : next;
  const lines = area.value.slice(begin, end).split("\n");
  const off = lines.every((line) => !line.trim() || line.startsWith("#"));
  const changed = lines.map((line) => (off ? line.replace(/^# ?/, "") : line.trim() && `# ${line}`)).join("\n");
  typed(area, begin, end, changed);
  area.setSelectionRange(begin, begin + changed.length);
}

/** Where a line and a column of a text are, both counted from 1; columns in code points, as the engine counts them. */
function placeOf(text, line, column) {
  const lines = text.split("\n");
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(text.length, before + [...(lines[line - 1] ?? "")].slice(0, column - 1).join("").length);
}

/** Makes an editor of a text area; `keys` says what to call for Ctrl+Enter and for Escape. */
function edit(area, paint, gutter, keys) {
  const draw = () => {
    paint.replaceChildren(...painted(area.value));
    gutter.textContent = area.value.split("\n").map((_, i) => i + 1).join("\n");
    follow();
  };
  const follow = () => {
    paint.style.transform = `translate(${-area.scrollLeft}px, ${-area.scrollTop}px)`;
    gutter.style.transform = `translateY(${-area.scrollTop}px)`;
  };
  const bound = {
    Enter: (event) => (event.ctrlKey || event.metaKey ? keys.run() : breakLine(area)),
    "}": () => closeBrace(area),
    "/": (event) => (event.ctrlKey || event.metaKey ? toggleComment(area) : false),
    Escape: () => keys.stop(),
  };
  area.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || !(event.key in bound)) return;
    if (bound[event.key](event) !== false) event.preventDefault();
  });
  area.addEventListener("input", draw);
  area.addEventListener("scroll", follow);
  draw();
  return {
    get text() { return area.value; },
    set text(value) {
      area.value = value;
      area.scrollTo(0, 0);
      draw();
    },
    /** Puts the cursor where the engine stopped to understand. */
    show(line, column) {
      const place = placeOf(area.value, line, column);
      area.focus();
      area.setSelectionRange(place, place);
    },
  };
}
