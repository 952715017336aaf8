"""One HTML page with everything in it: the network, the library that draws it, our script and our style.

The page asks no host for anything. A Content-Security-Policy names the hashes of its own scripts and style
and forbids the rest; the data stands in a JSON element that it cannot leave, and is shown as text only.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files

import networkx as nx
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kg.maps.drawing import drawing, edge_cards, measures, node_cards
from kg.maps.layouts import LAYOUTS, Arrangement, arrange, fitting
from kg.maps.legend import legend as legend_rows
from kg.maps.legend import with_rest
from kg.maps.packing import is_large, pack
from kg.maps.text import inline_json, inline_script, inline_style, plain, text
from kg.maps.words import words

__all__ = ["page"]

#: Nodes up to which vis-network draws, with every layout at hand; above it is WebGL, with one layout.
MANY = 2_000
#: What each canvas is made of, and the names that it gives to the other scripts.
CANVASES = {
    "vis": ("canvas.js",),
    "webgl": ("shaders-webgl.js", "programs-webgl.js", "picking-webgl.js", "canvas-webgl.js"),
}
#: What colours may mean.
COLOURS = ("country", "kind", "community")
CANVAS = "stage, redraw, frame, pixel, scale, zoom, pan, move, onDrawn, onClick, onHover, onDrag"
SCRIPTS = (
    "elements.js", "layouts.js", "labels.js", "legend.js", "tip.js", "details.js", "table.js", "search.js",
    "path.js", "time.js", "undo.js", "address.js", "export.js", "sheet.js", "map.js",
)  # fmt: skip


def page(
    network: nx.MultiDiGraph,
    *,
    title: str,
    subtitle: str = "",
    language: str = "en",
    layers: Sequence[str] = (),
    legend: Mapping[str, Mapping[str, str]] | None = None,
    sides: Sequence[str] = (),
    seed: int = 1,
) -> str:
    """Draws a network as a page that opens from a file; the same network gives the same bytes.

    `layers` is the order of the layers in the legend. `legend` says how to draw: "kinds" gives each family
    (or kind) its shape, "statuses" gives each status its line (solid, faint, dashed, dotted); what is not
    named follows, drawn by default. `sides` are the two countries that stand left and right. The attributes
    that the network may have are listed in `kg.maps`. Raises ValueError for a shape, line or layout that
    does not exist.

    >>> html = page(nx.MultiDiGraph([("a", "b")]), title="A & B")
    >>> "<title>A &amp; B</title>" in html
    True
    """
    nodes, edges = node_cards(network), edge_cards(network)
    sides, styles = [text(side) for side in sides], legend or {}
    order = {"layers": [text(layer) for layer in layers], "sides": sides}
    kinds, statuses = styles.get("kinds"), styles.get("statuses")
    said = words(language)
    rows = legend_rows(list(nodes.values()), edges, kinds=kinds, statuses=statuses, **order)
    for section in ("countries", "communities"):
        rows[section] = with_rest(rows[section], len(nodes), said["not_known"])
    shapes = {row["key"]: row["shape"] for row in rows["families"]}
    first, *others = _layouts(network, sides)
    arranged = {name: arrange(network, name, sides=sides, seed=seed) for name in (first, *others)}
    drawn = drawing(nodes, edges, arranged[first].positions, shapes, measures(network))
    data = {
        "words": said,
        "legend": rows,
        "measures": [
            {"key": key, "label": label or said.get(f"measure_{key}", key)}
            for key, label in measures(network).items()
        ],
        "layout": first,
        **_beginning(network),
        "layouts": {
            name: _layout(arranged[name], () if name == first else nodes)
            for name in LAYOUTS
            if name in arranged
        },
        "nodes": drawn.nodes,
        "edges": drawn.edges,
    }
    about = plain(network.graph.get("about") or {})
    head = {"title": text(title), "subtitle": text(subtitle), "language": text(language), "about": about}
    return _render(data, "vis" if len(nodes) <= MANY else "webgl", **head)


def _beginning(network: nx.MultiDiGraph) -> dict[str, str]:
    """What sizes and colours mean at first; empty is what the page itself would choose."""
    size, colour = (text(network.graph.get(name)) for name in ("size", "colour"))
    if size and size not in measures(network):
        raise ValueError(f"no measure '{size}'; there are {', '.join(measures(network))}")
    if colour and colour not in COLOURS:
        raise ValueError(f"no colours by '{colour}'; there are {', '.join(COLOURS)}")
    return {"size": size, "colour": colour}


def _layouts(network: nx.MultiDiGraph, sides: Sequence[str]) -> list[str]:
    """The layouts that say something of a network, the one to begin with first.

    A large network gets that one only: each takes minutes there.
    """
    first = text(network.graph.get("layout")) or next(iter(LAYOUTS))
    if first not in LAYOUTS:
        raise ValueError(f"no layout '{first}'; there are {', '.join(LAYOUTS)}")
    if len(network) > MANY:
        return [first]
    return [first, *(name for name in fitting(network, sides=sides) if name != first)]


def _layout(arranged: Arrangement, nodes: Iterable[str]) -> dict[str, object]:
    """What the page knows of a layout: the places of `nodes` as one list, headings, outlines of land."""
    found: dict[str, object] = {
        "points": [number for node in nodes for number in arranged.positions[node]],
        "headings": [[one.text, one.x, one.y] for one in arranged.headings],
        "land": [[number for point in line for number in point] for line in arranged.land],
    }
    return {name: value for name, value in found.items() if value}


def _render(data: Mapping[str, object], canvas: str, **said: object) -> str:
    """Fills the template: scripts and style, ours or a library's, stay as they are, all else is escaped."""
    loader = PackageLoader("kg.maps", "templates")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    form = inline_json(data)
    packed = is_large(form)
    scripts = [inline_script(code) for code in (LIBRARIES[canvas](), _script(canvas, packed=packed))]
    style = inline_style(_read("map.css"))
    return environment.get_template("map.html.j2").render(
        **said,
        words=data["words"],
        data=Markup(pack(data) if packed else form),
        style=Markup(style),
        style_hash=Markup(_hash(style)),
        scripts=[Markup(script) for script in scripts],
        script_hashes=Markup(" ".join(_hash(script) for script in scripts)),
    )


def _vis() -> str:
    """The vis-network that ships inside pyvis; its style sheet is for buttons that the page lacks."""
    library = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    return library.read_text(encoding="utf-8")


def _sigma() -> str:
    """The sigma that ships with us."""
    return files("kg.maps").joinpath("vendor", "sigma.min.js").read_text(encoding="utf-8")


LIBRARIES = {"vis": _vis, "webgl": _sigma}


def _script(canvas: str, *, packed: bool) -> str:
    """Our scripts as one, in a scope of their own; the canvas in a scope within that."""
    data = [_read(name) for name in ("data-packed.js" if packed else "data.js", "model.js", "look.js")]
    drawn = "\n".join(_read(name) for name in CANVASES[canvas])
    scope = f"const {{ {CANVAS} }} = (() => {{\n{drawn}\nreturn {{ {CANVAS} }};\n}})();\n"
    return (
        '(async () => {\n"use strict";\n'
        + "\n".join([*data, scope, *(_read(name) for name in SCRIPTS)])
        + "})();\n"
    )


def _read(name: str) -> str:
    """One of the files beside the template."""
    return files("kg.maps").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    """The hash of an inline script or style, as a Content-Security-Policy wants it.

    >>> _hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
