/* What the page was given, unpacked: kg/maps/packing.py says how it was packed, and does the same in Python. */

const data = inRows(JSON.parse(await inflated(document.getElementById("data").textContent)));

/** Base64 of gzip as text; the browser has all that is needed. */
function inflated(packed) {
  const bytes = Uint8Array.from(atob(packed), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
}

/** Columns back into rows; equal values of a column are one and the same object. */
function inRows(value) {
  if (Array.isArray(value)) return value.map(inRows);
  if (value === null || typeof value !== "object") return value;
  if (!("#columns" in value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.replace(/^#/, ""), inRows(item)]));
  const made = Array.from({ length: value["#rows"] }, () => ({}));
  for (const [key, column] of Object.entries(value["#columns"])) {
    const values = "#rows" in column ? inRows(column) : column["#values"];
    const places = column["#places"] || values.keys();
    const put = key === "__proto__" ? (row, item) => Object.defineProperty(row, key, { value: item, enumerable: true }) : (row, item) => { row[key] = item; };
    let row = 0;
    for (const place of places) {
      if (place >= 0) put(made[row], values[place]);
      row += 1;
    }
  }
  return made;
}
