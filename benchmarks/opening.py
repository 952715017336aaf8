"""In which form does the built graph open fastest and answer what every command asks first?

Two ways, each in a process of its own, in turn, five times: Oxigraph in memory over the N-Quads that
`kg build` writes, and Oxigraph on disk (RocksDB, read-only). The graph is the real one, and copies of it with
other names until it is 10 times as large. Prints CPU seconds (median of five; import, and reading all labels
and claims, included) and the ratio to N-Quads in memory.
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

READ = "from kg import claim, names; names.Names(store).labels; print(len(claim.read(store)))"
WAYS = {
    "N-Quads in memory": (
        f"from pathlib import Path; from kg.store import Store; store = Store.open(Path(sys.argv[1])); {READ}"
    ),
    "RocksDB on disk": (
        "import pyoxigraph as ox; from kg.store import Store; store = Store(()); "
        f"store._store = ox.Store.read_only(sys.argv[2]); {READ}"
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
        runs: dict[str, list[float]] = {name: [] for name in WAYS}
        for _ in range(5):
            results = {name: cpu(code, str(quads), str(disk)) for name, code in WAYS.items()}
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
        print(f"| {grown.count(chr(10)):,} | {' | '.join(shown[name] for name in WAYS)} |")


if __name__ == "__main__":
    main()
