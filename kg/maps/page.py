"""One HTML page with everything in it: the network, the library that draws it, our script and our style.

The page asks no host for anything. A Content-Security-Policy names the hashes of its own scripts and style
and forbids the rest; the data stands in a JSON element that it cannot leave, and is shown as text only.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib.resources import files

import networkx as nx
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kg.maps.drawing import drawing, edge_cards, node_cards
from kg.maps.layout import positions
from kg.maps.legend import legend as legend_rows
from kg.maps.text import inline_json, inline_script, inline_style, plain, text
from kg.maps.words import words

__all__ = ["page"]

SCRIPTS = ("model.js", "canvas.js", "labels.js", "legend.js", "details.js", "table.js", "search.js", "map.js")


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
    that the network may have are listed in `kg.maps`.

    >>> html = page(nx.MultiDiGraph([("a", "b")]), title="A & B")
    >>> "<title>A &amp; B</title>" in html
    True
    """
    nodes, edges = node_cards(network), edge_cards(network)
    sides, styles = [text(side) for side in sides], legend or {}
    order = {"layers": [text(layer) for layer in layers], "sides": sides}
    kinds, statuses = styles.get("kinds"), styles.get("statuses")
    rows = legend_rows(list(nodes.values()), edges, kinds=kinds, statuses=statuses, **order)
    shapes = {row["key"]: row["shape"] for row in rows["families"]}
    drawn = drawing(nodes, edges, positions(network, sides=sides, seed=seed), shapes)
    data = {"words": words(language), "legend": rows, "nodes": drawn.nodes, "edges": drawn.edges}
    about = plain(network.graph.get("about") or {})
    return _render(data, title=text(title), subtitle=text(subtitle), language=text(language), about=about)


def _render(data: Mapping[str, object], **said: object) -> str:
    """Fills the template: scripts and style are ours or pyvis's and stay as they are, all else is escaped."""
    loader = PackageLoader("kg.maps", "templates")
    environment = Environment(
        loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    scripts = [inline_script(code) for code in (_library(), _script())]
    style = inline_style(_read("map.css"))
    return environment.get_template("map.html.j2").render(
        **said,
        words=data["words"],
        data=Markup(inline_json(data)),
        style=Markup(style),
        style_hash=Markup(_hash(style)),
        scripts=[Markup(script) for script in scripts],
        script_hashes=Markup(" ".join(_hash(script) for script in scripts)),
    )


def _library() -> str:
    """The vis-network that ships inside pyvis; its style sheet is for buttons that the page lacks."""
    library = files("pyvis").joinpath("templates", "lib", "vis-9.1.2", "vis-network.min.js")
    return library.read_text(encoding="utf-8")


def _script() -> str:
    """Our scripts as one, in a scope of their own."""
    return '(() => {\n"use strict";\n' + "\n".join(_read(name) for name in SCRIPTS) + "})();\n"


def _read(name: str) -> str:
    """One of the files beside the template."""
    return files("kg.maps").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    """The hash of an inline script or style, as a Content-Security-Policy wants it.

    >>> _hash("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
