/* The engine as the page sees it: a worker that is started for the first query, and anew after one that was stopped. */

/** How many rows a page shows; the downloads hold all of them. */
const MOST = 1000;

class Stopped extends Error {}

/** A script beside the page, read once. */
function script(name) {
  return new Promise((done, fail) => {
    const element = document.createElement("script");
    element.src = `${document.documentElement.dataset.root}assets/${name}.js`;
    element.onload = done;
    element.onerror = () => {
      element.remove();
      fail(new Error(name));
    };
    document.head.append(element);
  });
}

/** What Python has packed: base64 of gzip. */
async function unpacked(text) {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

let reading = null;
/** The engine and the graph, read when the first query is run. */
function payload() {
  reading ??= Promise.all([script("sparql-engine"), script("sparql-graph")]).then(async () => {
    const { sparqlEngine: engine, sparqlGraph: graph } = window;
    const [wasm, quads, names] = await Promise.all([engine.wasm, graph.quads, graph.names].map(unpacked));
    delete window.sparqlEngine;
    delete window.sparqlGraph;
    const called = new Map(Object.entries(JSON.parse(new TextDecoder().decode(names))));
    return { code: URL.createObjectURL(new Blob([engine.code], { type: "text/javascript" })), wasm, quads, names: called };
  });
  reading.catch(() => { reading = null; });
  return reading;
}

/** Prefixes that nobody has to declare: lines before the query, which its errors do not count. */
function prologue(prefixes) {
  return Object.entries(prefixes).map(([name, iri]) => `PREFIX ${name}: <${iri}>\n`).join("");
}

/** A mistake as the page tells it: its words, and its place in the query where the engine says it. */
function mistake(message, lines) {
  const place = /error at (\d+):(\d+)/.exec(message);
  const error = new Error(message.replace(/\s+/g, " ").slice(0, 200));
  if (place) Object.assign(error, { line: Number(place[1]) - lines, column: Number(place[2]), prefix: message.includes("Prefix not found") });
  return error;
}

/** What answers queries, one at a time. */
function asker(prefixes, refusals) {
  const head = prologue(prefixes);
  let worker = null;
  let giveUp = null;
  let waiting = Promise.resolve();

  const end = () => {
    worker?.terminate();
    worker = null;
  };
  const stop = () => {
    end();
    giveUp?.(new Stopped());
  };
  const send = (message) => new Promise((done, fail) => {
    worker.onmessage = ({ data }) => done(data);
    worker.onerror = (event) => fail(new Error(event.message || "worker"));
    worker.postMessage(message);
  });
  const ready = async (alive) => {
    const { code, wasm, quads } = await payload();
    if (worker || !alive()) return;
    worker = new Worker(code);
    const { error } = await send({ wasm, quads });
    if (error) throw new Error(error);
  };
  const ask = async (query) => {
    const refused = refusal(query, refusals);
    if (refused) throw Object.assign(new Error(refused), { refused });
    let stopped = false;
    const stopping = new Promise((_, fail) => { giveUp = (error) => { stopped = true; fail(error); }; });
    const working = ready(() => !stopped).catch((error) => {
      if (!stopped) end();
      throw Object.assign(error, { unready: true });
    }).then(() => (stopped ? {} : send({ query: head + query, most: MOST })));
    const found = await Promise.race([working, stopping]).finally(() => { giveUp = null; });
    if (found.broken) end();
    if (found.error) throw mistake(found.error, head.split("\n").length - 1);
    return found;
  };
  return {
    stop,
    ask: (query) => {
      const answer = waiting.then(() => ask(query));
      waiting = answer.catch(() => {});
      return answer;
    },
  };
}
