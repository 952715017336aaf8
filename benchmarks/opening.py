"""In which form does the built graph open fastest and answer what every command asks first?

Three ways, each in a process of its own, in turn, five times: Oxigraph in memory over the N-Quads that
`kg build` writes, Oxigraph on disk (RocksDB, read-only), rdflib over the same N-Quads. The graph is the real
one, and copies of it with other names until it is 10 times as large. Prints CPU seconds (median of
five; import, and reading all labels and claims, included) and the ratio to N-Quads in memory.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import pyoxigraph as ox

from kg.graph import open as open_graph

QUERY = """SELECT (COUNT(DISTINCT ?label) AS ?n) {
  ?thing <http://www.w3.org/2004/02/skos/core#prefLabel> ?label
  OPTIONAL { ?claim <https://w3id.org/argonauts/ontology#subject> ?thing ;
    <https://w3id.org/argonauts/ontology#relation> ?relation ;
    <https://w3id.org/argonauts/ontology#status> ?status }
}"""
WAYS = {
    "N-Quads in memory": (
        "import pyoxigraph as ox; s = ox.Store(); s.bulk_load(path=sys.argv[1], format=ox.RdfFormat.N_QUADS, "
        "lenient=True); print(list(s.query(sys.argv[3], use_default_graph_as_union=True))[0][0].value)"
    ),
    "RocksDB on disk": (
        "import pyoxigraph as ox; s = ox.Store.read_only(sys.argv[2]); "
        "print(list(s.query(sys.argv[3], use_default_graph_as_union=True))[0][0].value)"
    ),
    "rdflib": (
        "import rdflib; d = rdflib.Dataset(default_union=True); d.parse(sys.argv[1], format='nquads'); "
        "print(list(d.query(sys.argv[3]))[0][0])"
    ),
}


def copies(content: str, times: int) -> str:
    """The graph `times` over: our own names of things differ from copy to copy, shared terms do not."""
    spaces = ("id", "claim", "name", "passage", "figure", "inference")
    parts = []
    for number in range(times):
        part = content
        for space in spaces:
            part = part.replace(f"argonauts/{space}/", f"argonauts/{space}/{number}-")
        parts.append(part)
    return "".join(parts)


def cpu(code: str, *arguments: str) -> tuple[float, str]:
    """The CPU seconds of one whole process, and what it printed."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; {code}", *arguments], check=True, capture_output=True, text=True
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout.strip()


def measure(content: str) -> dict[str, float]:
    """The median CPU seconds of each way; they must agree on the answer."""
    with tempfile.TemporaryDirectory() as folder:
        quads, disk = Path(folder, "graph.nq"), Path(folder, "store")
        quads.write_text(content, encoding="utf-8")
        store = ox.Store(str(disk))
        store.bulk_load(path=str(quads), format=ox.RdfFormat.N_QUADS, lenient=True)
        store.flush()
        del store
        ways = WAYS if content.count("\n") < 50_000 else {n: c for n, c in WAYS.items() if n != "rdflib"}
        runs: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(5):
            results = {name: cpu(code, str(quads), str(disk), QUERY) for name, code in ways.items()}
            assert len({answer for _, answer in results.values()}) == 1, results
            for name, (seconds, _) in results.items():
                runs[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in runs.items()}


def main() -> None:
    """Print the table."""
    content = open_graph().project.graph.read_text(encoding="utf-8")
    print(f"| quads | {' | '.join(f'{name}, s | ratio' for name in WAYS)} |")
    print(f"|---:|{'---:|---:|' * len(WAYS)}")
    for times in (1, 3, 10):
        grown = copies(content, times)
        medians = measure(grown)
        base = medians["N-Quads in memory"]
        shown = {name: f"{seconds:.2f} | {seconds / base:.1f}" for name, seconds in medians.items()}
        print(f"| {grown.count(chr(10)):,} | {' | '.join(shown.get(name, '– | –') for name in WAYS)} |")


if __name__ == "__main__":
    main()
