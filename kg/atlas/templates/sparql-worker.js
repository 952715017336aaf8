
/* Our part of the worker, behind the engine: it holds one graph, and answers one query after the other. */

let store = null;

const TYPES = { NamedNode: "uri", BlankNode: "bnode", Literal: "literal" };
const PLAIN = ["http://www.w3.org/2001/XMLSchema#string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"];

/** A term as SPARQL 1.1 JSON writes it. */
function written(term) {
  if (term.termType === "Quad") {
    const [subject, predicate, object] = [term.subject, term.predicate, term.object].map(written);
    return { type: "triple", value: { subject, predicate, object } };
  }
  const plain = { type: TYPES[term.termType], value: term.value };
  if (term.termType !== "Literal") return plain;
  if (term.language) return { ...plain, "xml:lang": term.language };
  return PLAIN.includes(term.datatype.value) ? plain : { ...plain, datatype: term.datatype.value };
}

/** Triples as rows: sorted, each once, as kg query gives them. */
function rowsOf(triples) {
  const found = new Map(triples.map((one) => [`${one.subject} ${one.predicate} ${one.object}`, one]));
  return [...found.keys()].sort().map((key) => {
    const { subject, predicate, object } = found.get(key);
    return { subject: written(subject), predicate: written(predicate), object: written(object) };
  });
}

/** The answer to a query: a truth value, or rows with their columns; `first` are so many of them. */
function answer(query, most) {
  const begun = performance.now();
  const options = { use_default_graph_as_union: true };
  let json = store.query(query, { ...options, results_format: "json" });
  let found = JSON.parse(json);
  const graph = Array.isArray(found); // JSON-LD: the query was CONSTRUCT or DESCRIBE
  if (graph) {
    found = { head: { vars: ["subject", "predicate", "object"] }, results: { bindings: rowsOf(store.query(query, options)) } };
    json = JSON.stringify(found);
  }
  const time = performance.now() - begun;
  if ("boolean" in found) return { kind: "truth", truth: found.boolean, json, time };
  const rows = found.results.bindings;
  return { kind: graph ? "graph" : "rows", columns: found.head.vars, first: rows.slice(0, most), count: rows.length, json, time };
}

async function open({ wasm, quads }) {
  await oxigraph.default({ module_or_path: wasm });
  store = new oxigraph.Store();
  store.load(quads, { format: "nq", lenient: true, no_transaction: true });
  return { size: store.size };
}

addEventListener("message", async ({ data }) => {
  try {
    postMessage(store ? answer(data.query, data.most) : await open(data));
  } catch (error) {
    postMessage({ error: String(error.message ?? error), broken: error instanceof WebAssembly.RuntimeError });
  }
});
