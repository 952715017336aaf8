"""One SVG of a network, drawn without a browser: for slides, papers and print.

It shows what the page shows before anybody clicks: the same places, shapes, lines and sizes, and the colours
of the page's light theme, from the same style sheet. Texts stay text. Whoever opens it in a browser reads the
names of an actor, and who says so of a relation, by pointing at it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import networkx as nx
from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from kg.maps.drawing import edge_cards, measures, node_cards
from kg.maps.layouts import Arrangement, arrange
from kg.maps.legend import legend as legend_rows
from kg.maps.legend import with_rest
from kg.maps.svg.body import Body
from kg.maps.svg.elements import clean, fixed
from kg.maps.svg.key import COLOURINGS, WIDTH, key
from kg.maps.svg.lettering import broken, line
from kg.maps.svg.palette import light
from kg.maps.text import plain, text
from kg.maps.words import words

__all__ = ["still"]

PAD = 28.0  # pixels around everything
MARGIN = (84.0, 48.0)  # pixels beside and above the outermost actors, for their labels
LARGEST = 2600.0  # pixels that a map is wide at most, where no width is asked for
LEAST = 480.0  # pixels that a map is wide at least


def still(
    network: nx.MultiDiGraph,
    *,
    title: str,
    subtitle: str = "",
    language: str = "en",
    layout: str = "force",
    width: float | None = None,
    layers: Sequence[str] = (),
    legend: Mapping[str, Mapping[str, str]] | None = None,
    sides: Sequence[str] = (),
    size_by: str = "",
    color_by: str = "",
    seed: int = 1,
) -> str:
    """Draws a network as one SVG; the same network gives the same bytes.

    `layout` is one of `kg.maps.layouts.LAYOUTS`; `size_by` one of the measures of the network, by default
    the first, or the number of relations; `color_by` is country, kind or community, by default country
    where there is more than one. `width` is that of the whole in pixels; by default it is as large as its
    labels need. The other arguments, and the attributes of the network, are those of `kg.maps.page`.
    Raises `ValueError` for a layout, measure, colouring, shape or line that does not exist.

    >>> drawn = still(nx.MultiDiGraph([("a", "b")]), title="A & B")
    >>> drawn.startswith("<svg "), "A &amp; B" in drawn
    (True, True)
    """
    nodes, edges = node_cards(network), edge_cards(network)
    sides, styles, said = [text(side) for side in sides], legend or {}, words(language)
    rows = legend_rows(
        list(nodes.values()),
        edges,
        layers=[text(layer) for layer in layers],
        kinds=styles.get("kinds"),
        statuses=styles.get("statuses"),
        sides=sides,
    )
    for section in ("countries", "communities"):
        rows[section] = with_rest(rows[section], len(nodes), said["not_known"])
    known = measures(network)
    coloured = color_by or ("country" if len(rows["countries"]) > 1 else "kind")
    _one_of("measure", size_by, ["", *known])
    _one_of("colouring", coloured, list(COLOURINGS))
    size_by = size_by or next(iter(known), "")
    arranged = arrange(network, layout, sides=sides, seed=seed)
    scale, frame = _fitted(arranged, width)
    body = Body(nodes, edges, rows, arranged, coloured, size_by, text(language), scale, frame)
    counts = _counts(body, known.get(size_by, ""), said)
    return _sheet(body, (text(title), text(subtitle), counts, _sources(network)), said)


def _counts(body: Body, measure: str, said: Mapping[str, str]) -> str:
    """How much is drawn, and what sizes say."""
    size = measure or said.get(f"measure_{body.size_by}", body.size_by) or said["number_of_relations"]
    parts = [f"{len(body.nodes)} {said['actors']}", f"{len(body.edges)} {said['relations']}"]
    return " · ".join([*parts, f"{said['size_by']}: {size}"])


def _sources(network: nx.MultiDiGraph) -> str:
    """What the network says about itself, on one line."""
    about = plain(network.graph.get("about") or {})
    return " · ".join(f"{heading}: {_listed(what)}" for heading, what in about.items())


def _one_of(what: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        there = ", ".join(filter(None, known)) or "none"
        raise ValueError(f"no {what} '{name}'; there are {there}")


def _listed(value: object) -> str:
    return "; ".join(map(text, value)) if isinstance(value, list) else text(value)


def _fitted(arranged: Arrangement, width: float | None) -> tuple[float, tuple[float, float]]:
    """How many pixels a unit of the map is, and the room of the map in pixels."""
    points = [*arranged.positions.values(), *((one.x, one.y) for one in arranged.headings)]
    points += [point for line in arranged.land for point in line]
    wide, high = (2 * max((abs(point[axis]) for point in points), default=0) for axis in (0, 1))
    room = (
        max(LEAST, (width or 0) - 2 * PAD - WIDTH)
        if width
        else min(LARGEST, max(LEAST, wide + 2 * MARGIN[0]))
    )
    scale = min(1.0, (room - 2 * MARGIN[0]) / wide) if wide else 1.0
    if width and wide:
        scale = (room - 2 * MARGIN[0]) / wide
    return scale, (room, high * scale + 2 * MARGIN[1])


def _sheet(body: Body, texts: tuple[str, str, str, str], said: Mapping[str, str]) -> str:
    """The map with its title above, its legend beside it, and the sources below."""
    title, subtitle, counts, sources = texts
    ink, language = light(), body.language
    whole = 2 * PAD + body.frame[0] + WIDTH
    parts: list[str] = []
    y = PAD + 16

    def say(what: str, size: float, most: int, *, bold: bool = False) -> None:
        nonlocal y
        look = {"font_weight": 650} if bold else {"fill": ink["ink-2"]}
        for one in broken(what, size, whole - 2 * PAD, most, bold=bold) if what else ():
            parts.append(line(one, PAD, y, size, language, **look))
            y += size * 1.35

    say(title, 21, 3, bold=True)
    say(subtitle, 14, 2)
    say(counts, 12, 2)
    top = y + 4
    legend, end = key(
        body.rows, said, COLOURINGS[body.coloured][0], language, PAD + body.frame[0] + 20, top + 20
    )
    y = max(top + body.frame[1], end) + 22
    say(sources, 11, 6)
    environment = Environment(
        loader=PackageLoader("kg.maps", "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return (
        environment.get_template("still.svg.j2").render(
            title=clean(title),
            description=clean(sources),
            language=clean(language),
            paper=ink["paper"],
            width=round(whole),
            height=round(y + PAD - 8),
            left=fixed(PAD),
            top=fixed(top),
            body=[Markup(part) for part in body.elements()],
            legend=Markup("".join(legend)),
            texts=Markup("".join(parts)),
        )
        + "\n"
    )
