/* An answer as a table of labels and links, and as files. */

const XSD = "http://www.w3.org/2001/XMLSchema#";
const RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** Makes cells: `names` is what the page calls things, by IRI. */
function cells({ base, prefixes }, names) {
  const page = document.documentElement;
  const spots = new Map([...names].filter(([iri]) => iri.startsWith(prefixes.passage)).map(([iri, [text]]) => [text, iri]));

  const short = (iri) => {
    const fitting = Object.entries(prefixes).filter(([, start]) => iri.startsWith(start));
    const [name, start] = fitting.sort((one, other) => other[1].length - one[1].length)[0] ?? ["", ""];
    return start ? `${name}:${iri.slice(start.length)}` : iri;
  };
  const path = (iri) => {
    const [name, fragment] = iri.slice(base.length).split("#");
    return `${page.dataset.root}${encodeURI(name)}.html${fragment ? `#${encodeURIComponent(fragment)}` : ""}`;
  };
  const said = (element, text, language) => {
    Object.assign(element, { textContent: text, dir: "auto" });
    if (language && language !== page.lang) element.lang = language;
    return element;
  };
  const thing = (iri) => {
    const [text, language, leads, line] = names.get(iri) ?? [short(iri), "", false, ""];
    if (leads) {
      const link = said(make("a", { href: path(iri), title: iri }), text, language);
      return line ? make("span", { className: `badge ${line}` }, link) : link;
    }
    const outside = /^https?:/.test(iri) && !iri.startsWith(base) && !names.has(iri);
    return outside ? said(make("a", { href: iri, rel: "external noreferrer", title: iri }), text) : said(make("span", { title: iri }), text, language);
  };
  const literal = (term) => {
    const spot = spots.get(term.value);
    if (spot) return said(make("a", { href: path(spot) }), term.value);
    return said(make("span"), term.value, term["xml:lang"]);
  };
  return {
    path,
    cell(term) {
      if (!term) return make("td");
      const content = { uri: () => thing(term.value), literal: () => literal(term) }[term.type]?.() ?? said(make("code"), n3(term));
      const number = term.type === "literal" && /[^\-\s]/.test(term.value) && /^[\d.,\-\s]+$/.test(term.value);
      return make("td", { className: number ? "num" : "" }, content);
    },
    /** A column is called as the property of its name, if there is one. */
    head(column) {
      const [text, language] = names.get(prefixes.kg + column) ?? [column, ""];
      return make("th", { scope: "col", title: `?${column}` }, said(make("span"), text, language));
    },
  };
}

function quoted(text) {
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/[\\"\n\r\t]/g, (character) => escapes[character])}"`;
}

/** A term as Turtle writes it; `name` shortens IRIs. */
function n3(term, name = (iri) => `<${iri}>`) {
  if (term.type === "uri") return name(term.value);
  if (term.type === "bnode") return `_:${term.value}`;
  if (term.type === "triple") {
    const { subject, predicate, object } = term.value;
    return `<<( ${[subject, predicate, object].map((one) => n3(one, name)).join(" ")} )>>`;
  }
  if (term["xml:lang"]) return `${quoted(term.value)}@${term["xml:lang"]}`;
  const plain = !term.datatype || term.datatype === `${XSD}string`;
  return plain ? quoted(term.value) : `${quoted(term.value)}^^${name(term.datatype)}`;
}

/** Triples as Turtle, with those prefixes that it uses. */
function turtle(rows, prefixes) {
  const used = new Set();
  const name = (iri) => {
    const fitting = Object.entries(prefixes).filter(([, start]) => iri.startsWith(start) && /^[A-Za-z0-9_][\w-]*$/.test(iri.slice(start.length)));
    if (!fitting.length) return `<${iri}>`;
    const [prefix, start] = fitting[0];
    used.add(prefix);
    return `${prefix}:${iri.slice(start.length)}`;
  };
  const subjects = new Map();
  for (const { subject, predicate, object } of rows) {
    const verbs = subjects.get(n3(subject, name)) ?? new Map();
    const verb = predicate.value === RDF_TYPE ? "a" : n3(predicate, name);
    subjects.set(n3(subject, name), verbs.set(verb, [...(verbs.get(verb) ?? []), n3(object, name)]));
  }
  const blocks = [...subjects].map(([subject, verbs]) => {
    const said = [...verbs].map(([verb, objects]) => `${verb} ${objects.join(", ")}`);
    return `${subject} ${said.join(" ;\n    ")} .\n`;
  });
  const declared = [...used].sort().map((prefix) => `@prefix ${prefix}: <${prefixes[prefix]}> .\n`);
  return [declared.join(""), ...blocks].join("\n");
}

/** Rows as SPARQL 1.1 CSV: values alone, IRIs in full, lines that end as RFC 4180 says. */
function csv(columns, rows) {
  const plain = (term) => (!term ? "" : ["uri", "literal"].includes(term.type) ? term.value : n3(term));
  const field = (text) => (/[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);
  const lines = [columns, ...rows.map((row) => columns.map((column) => plain(row[column])))];
  return lines.map((line) => `${line.map(field).join(",")}\r\n`).join("");
}

/** The files in which an answer can be taken along: name, suffix, media type, and what makes the content. */
function files(answer, prefixes) {
  const found = () => JSON.parse(answer.json);
  const sheet = ["CSV", "csv", "text/csv", () => csv(answer.columns, found().results.bindings)];
  const json = ["JSON", "json", "application/sparql-results+json", () => answer.json];
  const triples = ["Turtle", "ttl", "text/turtle", () => turtle(found().results.bindings, prefixes)];
  return { truth: [json], rows: [sheet, json], graph: [triples, sheet] }[answer.kind];
}

/** Hands a file to the reader. */
function save(content, suffix, type) {
  const address = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: address, download: `answer.${suffix}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
