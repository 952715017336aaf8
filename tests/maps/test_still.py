"""The map as one SVG: read by a parser of XML, counted, compared byte by byte, and measured."""

from __future__ import annotations

import copy
import os
import re
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import networkx as nx
import pytest

from kg.maps.layouts import LAYOUTS
from kg.maps.still import still
from kg.maps.svg.labels import Actor, labels
from kg.maps.svg.lettering import broken, width
from kg.maps.svg.outlines import arrow, bends, touch, via
from kg.maps.svg.palette import colour, light
from tests.maps.networks import backwards, invented, made

HOSTILE = [
    "</svg><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "]]><!--",
    "\"'`{{ 7 * 7 }}{% raw %}&amp;&lt;",
    "line\u2028separator\u2029and\x00nul\x0b",
    "\u202eright to left\u202c\u2067isolate",
    "lone \ud800 surrogate \ufffe",
    "길" * 10_000,
]
SVG = "{http://www.w3.org/2000/svg}"
ORDER = {"layers": ["cooperation", "funding", "talent", "policy"], "sides": ("KR", "CN")}


def draw(network: nx.MultiDiGraph, **options: object) -> str:
    """The drawing as most tests want it."""
    return still(network, **{"title": "Invented", **ORDER, **options})  # type: ignore[arg-type]


def parsed(drawn: str) -> ElementTree.Element:
    """The drawing as a parser of XML sees it."""
    return ElementTree.fromstring(drawn)


def group(root: ElementTree.Element, name: str) -> ElementTree.Element:
    """The group of elements of a class."""
    (found,) = root.iterfind(f".//{SVG}g[@class='{name}']")
    return found


def texts(element: ElementTree.Element) -> list[str]:
    """Every line of text below an element."""
    return [one.text or "" for one in element.iter(f"{SVG}text")]


def hostile(value: str) -> nx.MultiDiGraph:
    """A network with the same text in every place that takes one."""
    network = nx.MultiDiGraph(about={value: value}, measures={value: value}, stages={value: value})
    fields = ("label", "native", "kind", "kind_label", "family", "family_label", "country", "country_label")
    node = dict.fromkeys((*fields, "existence", "existence_label", "note", "community", "stage"), value)
    network.add_node(value, **node, names={value: [value]}, scores={value: 1}, lat=1, lon=1)
    network.add_node("other", **node)
    fields = ("relation", "label", "layer", "layer_label", "status", "status_label", "text", "period")
    evidence = [{"source": value, "locator": value}]
    network.add_edge(
        value, "other", key=value, **dict.fromkeys(fields, value), evidence=evidence, disputed=[value]
    )
    return network


# What is in it.


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_actor_and_every_claim_is_drawn_once(layout: str) -> None:
    """Parallel claims beside each other; loops too."""
    for network in (invented(), made(40, 80)):
        root = parsed(draw(network, layout=layout))
        assert len(group(root, "actors")) == network.number_of_nodes()
        assert len(group(root, "relations")) == network.number_of_edges()


def test_an_actor_has_the_shape_of_its_kind_and_the_colour_of_its_country() -> None:
    """As the legend has them; what is only proposed is hollow and dashed."""
    styles = {"kinds": {"person": "star", "organisation": "dot", "instrument": "square"}}
    root = parsed(draw(invented(), legend=styles))
    drawn = {one.findtext(f"{SVG}title", "").split(" · ")[0]: one for one in group(root, "actors")}
    assert drawn["Hanbit Institute"].tag == f"{SVG}circle"
    assert drawn["Mei Lin"].tag == f"{SVG}polygon"
    assert len(drawn["Mei Lin"].attrib["points"].split()) == 10
    assert drawn["Hanbit Institute"].attrib["fill"] == colour("countries", 0)
    assert drawn["Mei Lin"].attrib["fill"] == colour("countries", 1)
    fund = drawn["Two Rivers Fund"].attrib
    assert (fund["fill"], fund["stroke"], fund["stroke-dasharray"]) == (
        light()["paper"],
        light()["none"],
        "4 3",
    )
    assert "stroke-dasharray" not in drawn["Hanbit Institute"].attrib


def test_a_line_says_the_layer_by_colour_and_the_status_by_dashes() -> None:
    """Planned is dashed, claimed is dotted; symmetric ones have no arrow."""
    lines = list(group(parsed(draw(invented())), "relations"))
    dashes = Counter(one.attrib.get("stroke-dasharray", "") for one in lines)
    assert dashes == {"": 4, "9 6": 3, "2 5": 2}
    assert Counter(one.attrib["stroke"] for one in lines) == {
        colour("layers", 0): 3, colour("layers", 1): 1, colour("layers", 2): 3, colour("layers", 3): 2
    }  # fmt: skip
    arrows = {
        one.findtext(f"{SVG}title", "").split(" — ")[1]: len(one.findall(f"{SVG}path")) for one in lines
    }
    assert arrows["cooperates with"] == 1
    assert arrows["studied at"] == 2


def test_who_says_so_is_told_by_every_line() -> None:
    """In its title, which a browser shows; with status, period, and the place in the source."""
    titles = [one.text for one in group(parsed(draw(invented())), "relations").iter(f"{SVG}title")]
    said = "Mei Lin — studied at — Lakeside College"
    assert f"{said} · Established · 1992 · PhD, chemistry · Invented report §3 ¶1" in titles


def test_title_legend_counts_and_sources_stand_around_the_map() -> None:
    """As text; in the language that was asked for."""
    root = parsed(draw(invented(), subtitle="Of nobody", language="ko"))
    around = texts(group(root, "texts"))
    assert around[:3] == ["Invented", "Of nobody", "8 행위자 · 9 관계 · 크기 기준: 관계 수"]
    assert around[-1] == "Contents: 8 invented actors, 9 invented claims · Statuses: all"
    legend = texts(group(root, "legend"))
    assert {"관계 영역", "유형", "국가·지역", "상태"} <= set(legend)
    assert [one for one in legend if one in {"South Korea", "China", "United States"}] == [
        "South Korea", "China", "United States"
    ]  # fmt: skip
    assert root.findtext(f"{SVG}title") == "Invented"
    assert root.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == "ko"


def test_what_is_disputed_is_marked() -> None:
    """On the line and in the legend; nothing is where nothing is."""
    network = invented()
    assert "≠" not in draw(network)
    *_, data = next(iter(network.edges(data=True)))
    data["disputed"] = ["1 + 1 = 3"]
    assert draw(network).count("≠") == 2
    network.nodes["https://example.org/id/mirae"]["figures"] = [{"text": "3", "disputed": ["1 + 1 = 3"]}]
    assert draw(network).count("≠") == 3


def test_names_stand_with_the_name_in_the_own_script() -> None:
    """Below it, smaller; in fonts that have its letters."""
    lines = list(group(parsed(draw(invented())), "labels"))
    said = [one.text for one in lines]
    assert said[said.index("Hanbit Institute") + 1] == "한빛연구원"
    assert said[said.index("Mei Lin") + 1] == "林梅"
    fonts = {one.text: one.attrib["font-family"] for one in lines}
    assert "Noto Sans CJK KR" in fonts["한빛연구원"]
    assert "Noto Sans CJK SC" in fonts["林梅"]


def test_the_colours_are_those_of_the_style_sheet() -> None:
    """Every colour that is drawn is one of its light theme; none is written anywhere else."""
    drawn = set(re.findall(r'(?:fill|stroke)="(#[0-9a-f]+)"', draw(invented()) + draw(made(30, 50))))
    assert len(drawn) > 8
    assert drawn <= set(light().values())


@pytest.mark.parametrize(
    ("color_by", "heading", "absent"),
    [
        ("country", "Countries and regions", "Communities"),
        ("community", "Communities", "Countries and regions"),
    ],
)
def test_colours_say_what_is_asked_for(color_by: str, heading: str, absent: str) -> None:
    """And the legend says what they say."""
    network = invented()
    for number, node in enumerate(sorted(network)):
        network.nodes[node]["community"] = str(number % 2 + 1)
    legend = texts(group(parsed(draw(network, color_by=color_by)), "legend"))
    assert heading in legend
    assert absent not in legend


def test_sizes_say_what_is_asked_for() -> None:
    """The largest has the highest score; the usual measure is the first."""
    network = invented()
    network.graph["measures"] = {"fame": "fame", "age": ""}
    for number, node in enumerate(sorted(network)):
        network.nodes[node]["scores"] = {"fame": number, "age": 8 - number}
    for size_by, named in (("", "fame"), ("fame", "fame"), ("age", "age")):
        root = parsed(draw(network, size_by=size_by))
        assert f"Size by: {named}" in texts(group(root, "texts"))[1]
    assert draw(network) == draw(network, size_by="fame") != draw(network, size_by="age")


def test_what_cannot_be_drawn_is_refused() -> None:
    """With what can."""
    with pytest.raises(ValueError, match="no measure 'fame'; there are none"):
        draw(invented(), size_by="fame")
    with pytest.raises(ValueError, match="no colouring 'age'; there are country, kind, community"):
        draw(invented(), color_by="age")
    with pytest.raises(ValueError, match="no layout 'cirle'"):
        draw(invented(), layout="cirle")


def test_the_drawing_is_as_wide_as_asked_for() -> None:
    """And as high as it must be; by default as large as its labels need, up to a limit."""
    root = parsed(draw(invented(), width=900))
    assert root.attrib["width"] == "900"
    assert root.attrib["viewBox"] == f"0 0 900 {root.attrib['height']}"
    assert 800 < int(parsed(draw(invented())).attrib["width"]) < 1400
    assert 2500 < int(parsed(draw(made(600, 900))).attrib["width"]) < 3000


def test_land_lies_beneath_a_map_of_the_earth_only() -> None:
    """And headings stand over the lanes of careers."""
    drawn = draw(made(30, 50), layout="geographic")
    assert drawn.count(f'fill="{light()["land"]}"') == 1
    assert len(parsed(drawn).findall(f".//{SVG}g[@fill='{light()['land']}']/{SVG}path")) > 80
    careers = parsed(draw(made(30, 50), layout="circulation"))
    assert {"Study", "Career", "Return"} <= set(texts(careers))


# What never is.


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value)[:20] for value in HOSTILE])
def test_hostile_text_adds_no_element_and_no_attribute(value: str) -> None:
    """The elements are those of a harmless drawing, but for lines of text, and all text is text."""
    options = {"subtitle": "x", "layers": [], "sides": ()}
    drawn = parsed(draw(hostile(value), title=value, **options))
    harmless = parsed(draw(hostile("harmless"), title="harmless", **options))

    def shape(root: ElementTree.Element) -> set[tuple[str, tuple[str, ...]]]:
        return {(one.tag, tuple(sorted(one.attrib))) for one in root.iter() if one.tag != f"{SVG}text"}

    assert shape(drawn) == shape(harmless)
    assert len(list(drawn.iter(f"{SVG}script"))) == 0
    assert not re.search(r'\son\w+="', ElementTree.tostring(drawn, encoding="unicode"))
    assert max(len(line) for line in texts(drawn)) < 500


def test_a_hostile_language_stays_in_its_attribute() -> None:
    """The words fall back to English."""
    root = parsed(draw(invented(), language='"><script>alert(1)</script>'))
    assert not list(root.iter(f"{SVG}script"))
    assert "Status" in texts(root)


def test_nothing_is_loaded_from_anywhere() -> None:
    """No link, no picture, no style sheet, no font; the only address is the name of the language SVG."""
    drawn = draw(invented(), layout="force")
    addresses = re.findall(r"\w+://[^\"'<\s]+", drawn)
    assert set(addresses) == {"http://www.w3.org/2000/svg"}
    assert not {"image", "style", "use", "a", "script", "foreignObject"} & {
        one.tag.removeprefix(SVG) for one in parsed(drawn).iter()
    }


# The same bytes.


@pytest.mark.parametrize("surroundings", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"}])
def test_two_builds_give_the_same_bytes(surroundings: dict[str, str]) -> None:
    """Under any seed of hashes and any locale; built forwards or backwards."""
    code = (
        "import sys; from tests.maps.test_still import draw, invented;"
        "sys.stdout.buffer.write(draw(invented()).encode())"
    )
    found = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **surroundings},
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
    )
    assert found.stdout == draw(invented()).encode() == draw(backwards(invented())).encode()


def test_the_network_that_was_given_is_left_as_it_was() -> None:
    """It is only read."""
    network = invented()
    before = copy.deepcopy((dict(network.nodes(data=True)), list(network.edges(keys=True, data=True))))
    draw(network)
    assert before == (dict(network.nodes(data=True)), list(network.edges(keys=True, data=True)))


def test_a_network_without_any_attribute_or_node_is_drawn_too() -> None:
    """Everything is optional."""
    assert len(group(parsed(still(nx.MultiDiGraph([("a", "b")]), title="Bare")), "actors")) == 2
    assert "Empty" in texts(parsed(still(nx.MultiDiGraph(), title="Empty")))


# Labels.


def test_no_two_labels_overlap() -> None:
    """The most important are there; those without room are left out."""
    actors = [
        Actor(str(n), f"Institute {n}", "한국", (97.0 * n % 400, 59.0 * n % 300), 6, n) for n in range(40)
    ]
    found = labels(actors, (400, 300))
    assert 10 < len(found) < 40
    assert not any(one.box.meets(other.box) for one, other in combinations(found, 2))
    assert found[0].lines[0][0] == "Institute 0"
    for label in found:
        assert 0 < label.box.left < label.box.right < 400
        assert 0 < label.box.top < label.box.bottom < 300


def test_a_label_stands_where_it_covers_no_larger_actor() -> None:
    """Below its own by preference; above where another is in the way; over a much smaller one if it must."""
    me, below = Actor("me", "Me", "", (200.0, 150.0), 12, 1), Actor("other", "", "", (200.0, 178.0), 12, 1)
    assert labels([me], (400, 300))[0].box.top > 150
    assert labels([me, below], (400, 300))[0].box.bottom < 150
    specks = [Actor(str(n), "", "", (150.0 + 8 * (n % 13), 100 + 8.0 * (n // 13)), 2, 1) for n in range(169)]
    assert labels([me, *specks], (400, 300))[0].box.top > 150


def test_lines_break_between_words_and_end_with_an_ellipsis() -> None:
    """Korean and Chinese ones between any two letters."""
    assert broken("Korea Research Institute", 10, 90, 2) == ["Korea Research", "Institute"]
    assert broken("按伙伴国和合作方式划分", 10, 60, 2) == ["按伙伴国和合", "作方式划分"]
    for line in broken("한국과학기술연구원 " * 20, 10, 100, 2):
        assert width(line, 10) <= 100
    assert broken("a" * 500, 10, 100)[0].endswith("…")
    assert broken("", 10, 100) == [""]


# Curves.


def test_parallel_lines_bend_away_from_one_another() -> None:
    """Whichever way they run: there and back are two curves, with the same pair at their ends."""
    one, other = (0.0, 0.0), (100.0, 0.0)
    there, back = bends([("a", "b"), ("b", "a")])
    assert via(one, other, there)[1] * via(other, one, back)[1] < 0
    assert via(one, other, 0.0) == (50, 0)
    many = bends([("a", "b")] * 60)
    assert len(set(many)) == 60
    assert max(map(abs, many)) < 0.7


def test_an_arrow_ends_at_the_edge_of_its_actor() -> None:
    """And points along the line."""
    start, end = (0.0, 0.0), (100.0, 0.0)
    tip = touch(start, (50.0, 0.0), end, 10)
    assert tip[0] == pytest.approx(90, abs=0.1)
    assert arrow((50.0, 0.0), (90.0, 0.0), 10) == "M90 0L80.87 -4.08L83 0L80.87 4.08Z"
