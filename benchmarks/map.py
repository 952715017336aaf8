"""How large is the page of a map, when does it answer, how smoothly does it move, beside pyvis and gravis?

The network is the invented one of the tests, three relations an actor. Ours is the whole page, with panel,
search, legend, table and evidence; pyvis and gravis draw the same nodes and edges with labels and nothing
else. pyvis is measured as it comes, which lays the network out in the browser, and with physics off at the
places that ours computes; gravis draws with vis-network too. Each page is opened offline in a new context of
one headless Chromium without a graphics card, in turn, three times; the medians are shown.

- made: CPU seconds of Python, the layout included where Python does it.
- answers: seconds from the address to the page's own sign that it is there (ours: `data-ready`, and with
  WebGL the lines too, which come later; pyvis: its loading bar is gone; gravis: its canvas) and the second
  frame after it.
- frames: a second while the mouse drags the map, at most 60. Not like with like from 2,000 nodes on: there
  ours leaves the lines out while the map moves, pyvis and gravis draw them in every frame.

A page that does not answer within `--limit` seconds is marked, and its way is left out for larger networks.
gravis takes part where it is installed (`pip install gravis`, or a folder in PYTHONPATH).
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

from kg.maps import page
from kg.maps.layouts import positions

ROOT = Path(__file__).parents[1]
RUNS = 3
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
#: Notes when a page has drawn lines with WebGL.
LINES = """
const draw = WebGL2RenderingContext.prototype.drawArrays;
WebGL2RenderingContext.prototype.drawArrays = function (mode, ...rest) {
  window.linesDrawn ||= mode === this.LINES;
  return draw.call(this, mode, ...rest);
};
"""
COUNT = """() => {
  window.drawn = [];
  const next = () => { drawn.push(performance.now()); requestAnimationFrame(next); };
  next();
}"""


@dataclass(frozen=True)
class Way:
    """One way to draw: what makes the page, and what in the page says that it is there."""

    name: str
    make: Callable[[nx.MultiDiGraph], str]
    sign: str


def ours(network: nx.MultiDiGraph) -> str:
    """The page of this package."""
    return page(network, title="Benchmark", sides=("KR", "CN"))


def pyvis(network: nx.MultiDiGraph, *, physics: bool = True) -> str:
    """pyvis's own page; the lists are filled as `add_node` and `add_edge` would, which take minutes."""
    from pyvis.edge import Edge
    from pyvis.network import Network
    from pyvis.node import Node

    drawn = Network(directed=True, cdn_resources="in_line")
    places = {} if physics else positions(network, sides=("KR", "CN"))
    for node, data in network.nodes(data=True):
        at = {"x": places[node][0], "y": places[node][1]} if places else {}
        drawn.nodes.append(Node(node, "dot", data["label"], title=data["kind_label"], **at).options)
    for one, other, data in network.edges(data=True):
        drawn.edges.append(Edge(one, other, True, title=data["label"]).options)
    drawn.toggle_physics(physics)
    return str(drawn.generate_html())


def gravis(network: nx.MultiDiGraph) -> str:
    """gravis's own page, drawn with vis-network."""
    import gravis as gv

    graph = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        graph.add_node(node, label=data["label"], hover=data["kind_label"])
    graph.add_edges_from(
        (one, other, {"hover": data["label"]}) for one, other, data in network.edges(data=True)
    )
    return str(gv.vis(graph, node_label_data_source="label").to_html_standalone())


WAYS = [
    Way(
        "ours",
        ours,
        "document.documentElement.dataset.ready === 'true' && (!window.sigma || window.linesDrawn === true)",
    ),
    Way(
        "pyvis",
        pyvis,
        "(bar => !bar || getComputedStyle(bar).display === 'none')(document.getElementById('loadingBar'))",
    ),
    Way(
        "pyvis, physics off",
        lambda network: pyvis(network, physics=False),
        "document.querySelector('canvas') !== null",
    ),
    Way("gravis", gravis, "document.querySelector('canvas') !== null"),
]


def opened(browser: Any, file: Path, sign: str, limit: float) -> tuple[float, float] | None:
    """Seconds until a page answers, and frames a second while it is dragged; None where it does not."""
    from playwright.sync_api import Error

    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 800})
    context.set_default_timeout(1000 * limit)
    context.add_init_script(LINES)
    view = context.new_page()
    try:
        begin = time.perf_counter()
        view.goto(file.as_uri())
        while not view.evaluate(sign):
            view.wait_for_timeout(20)
            if time.perf_counter() - begin > limit:
                return None
        view.evaluate(TWO_FRAMES)
        answers = time.perf_counter() - begin
        return (answers, dragged(view)) if answers < limit else None
    except Error:
        return None
    finally:
        context.close()


def dragged(view: Any) -> float:
    """Frames a second while the mouse drags the map: sixty steps, or as many as ten seconds allow."""
    view.wait_for_timeout(500)
    box = view.locator("canvas").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    view.mouse.move(x, y)
    view.mouse.down()
    view.evaluate(COUNT)
    begin = time.perf_counter()
    for step in range(1, 61):
        view.mouse.move(x + 3 * step, y + 2 * step)
        view.wait_for_timeout(16)
        if time.perf_counter() - begin > 10:
            break
    drawn: list[float] = view.evaluate("drawn")
    view.mouse.up()
    return min(60.0, 1000 * (len(drawn) - 1) / (drawn[-1] - drawn[0]))


def compare(browser: Any, folder: Path, nodes: int, ways: list[Way], limit: float) -> list[Way]:
    """Prints the rows of one size; returns the ways that answered."""
    from tests.crowd import crowd

    network = crowd(nodes, 3 * nodes)
    made: dict[str, float] = {}
    found: dict[str, list[tuple[float, float] | None]] = {way.name: [] for way in ways}
    for way in ways:
        begin = time.process_time()
        (folder / f"{way.name}.html").write_text(way.make(network), encoding="utf-8")
        made[way.name] = time.process_time() - begin
    for _ in range(RUNS):
        for way in ways:
            if None not in found[way.name]:
                found[way.name].append(opened(browser, folder / f"{way.name}.html", way.sign, limit))
    base: tuple[float, float, float] | None = None
    for way in ways:
        size = (folder / f"{way.name}.html").stat().st_size / 1e6
        runs = [run for run in found[way.name] if run]
        if len(runs) < RUNS:
            print(f"| {nodes:,} | {way.name} | {made[way.name]:.1f} | {size:.2f} | | > {limit:.0f} | | | |")
            continue
        answers, frames = (statistics.median(values) for values in zip(*runs, strict=True))
        base = base or (size, answers, frames)
        cells = [size, size / base[0], answers, answers / base[1], frames, frames / base[2]]
        shown = [f"{cell:.{digits}f}" for cell, digits in zip(cells, (2, 1, 2, 1, 0, 2), strict=True)]
        print(f"| {nodes:,} | {way.name} | {made[way.name]:.1f} | {' | '.join(shown)} |", flush=True)
    return [way for way in ways if None not in found[way.name]]


def main() -> None:
    """Print the table."""
    from playwright.sync_api import sync_playwright

    parser = argparse.ArgumentParser()
    parser.add_argument("--nodes", type=int, nargs="+", default=[150, 1_000, 5_000, 20_000])
    parser.add_argument(
        "--limit", type=float, default=60, help="seconds until a page counts as not answering"
    )
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))  # for tests.crowd
    ways = [way for way in WAYS if way.name != "gravis" or importlib.util.find_spec("gravis")]
    if len(ways) < len(WAYS):
        print("gravis is not installed and left out", file=sys.stderr)
    print("| nodes | page | made, s | file, MB | ratio | answers, s | ratio | frames/s | ratio |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|---:|", flush=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for nodes in options.nodes:
            ways = compare(browser, Path(folder), nodes, ways, options.limit)
        browser.close()


if __name__ == "__main__":
    main()
