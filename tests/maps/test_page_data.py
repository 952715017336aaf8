"""What a page carries besides names: layouts, measures, years, disputes; and how its scripts fit together."""

from __future__ import annotations

import copy
import importlib
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.maps import drawing, page
from kg.maps.layouts import LAYOUTS

INVENTED = Path(__file__).parent / "invented.json"
TEMPLATES = Path(drawing.__file__).parent / "templates"
MODULE = importlib.import_module("kg.maps.page")


def invented(**attributes: Any) -> nx.MultiDiGraph:
    """The network that these tests and the browser's share, with more attributes of the whole."""
    network = nx.node_link_graph(json.loads(INVENTED.read_text(encoding="utf-8")), edges="edges")
    network.graph |= attributes
    return network


def data_of(network: nx.MultiDiGraph, **options: Any) -> dict[str, Any]:
    """The data that the page carries."""
    html = page(network, title="Invented", sides=("KR", "CN"), **options)
    (found,) = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


def cards(data: dict[str, Any], what: str) -> dict[str, dict[str, Any]]:
    """The cards of the nodes or of the edges, by their slug."""
    return {one["card"]["slug"]: one["card"] for one in data[what]}


def test_layouts_are_those_that_say_something() -> None:
    """A bridge wants two countries, a circulation stages, the earth coordinates."""
    assert list(data_of(nx.MultiDiGraph([("a", "b")]))["layouts"]) == ["force"]
    assert list(data_of(invented())["layouts"]) == ["force", "bridge"]
    network = invented(stages={"1": "Study", "2": "Return"})
    for node in network:
        network.nodes[node].update(stage="1", lat=37.5, lon=127.0)
    assert list(data_of(network)["layouts"]) == list(LAYOUTS)


def test_the_layout_that_is_asked_for_is_where_the_nodes_stand() -> None:
    """The others are lists of places in the order of the nodes."""
    first = data_of(invented())
    second = data_of(invented(layout="bridge"))
    assert (first["layout"], second["layout"]) == ("force", "bridge")
    flat = [number for node in first["nodes"] for number in (node["x"], node["y"])]
    assert second["layouts"]["force"]["points"] == flat
    assert "points" not in first["layouts"]["force"]
    assert [one[0] for one in first["layouts"]["bridge"]["headings"]] == ["South Korea", "China"]


def test_a_layout_that_does_not_exist_is_refused() -> None:
    """And those that do are named."""
    with pytest.raises(ValueError, match="no layout 'spiral'; there are force, bridge"):
        data_of(invented(layout="spiral"))


@pytest.mark.parametrize(
    ("language", "label"), [("en", "betweenness"), ("ko", "매개 중심성"), ("zh", "中介中心性")]
)
def test_usual_measures_have_names_in_every_language(language: str, label: str) -> None:
    """A label that is given wins, and a measure that nobody knows goes by its key."""
    given = {"betweenness": "", "fame": "", "pagerank": "Rank of pages"}
    data = data_of(invented(measures=given), language=language)
    assert data["measures"] == [
        {"key": "betweenness", "label": label},
        {"key": "fame", "label": "fame"},
        {"key": "pagerank", "label": "Rank of pages"},
    ]


def test_scores_and_years_are_numbers_or_nothing() -> None:
    """What is no number, or not finite, is as if it were not there."""
    network = nx.MultiDiGraph(measures={"a": ""})
    network.add_node("x", scores={"a": 0.5, "b": float("nan"), "c": "high", "d": float("inf"), "e": 2})
    network.add_node("y", scores={"a": 0})
    network.add_edge("x", "y", key="k", since=1992, until="later", weight=2.5)
    network.add_edge("y", "x", key="l", since=1992.0, until=float("nan"), weight=None)
    data = data_of(network)
    assert cards(data, "nodes")["x"]["scores"] == {"a": 0.5, "e": 2}
    assert cards(data, "nodes")["y"]["scores"] == {"a": 0}
    first, second = cards(data, "edges")["k"], cards(data, "edges")["l"]
    assert (first["since"], first["weight"]) == (1992, 2.5)
    assert (second["since"], "until" in first, "until" in second, "weight" in second) == (
        1992,
        False,
        False,
        False,
    )


def test_sizes_tell_the_first_measure_or_else_the_relations() -> None:
    """The area beyond the least one, in units of the map."""
    plain = {node["card"]["slug"]: node["size"] for node in data_of(invented())["nodes"]}
    assert plain["hanbit"] == plain["xinghe"] == drawing.LARGEST
    assert plain["lone-society"] == drawing.SMALLEST
    network = invented(measures={"age": ""})
    for years, node in enumerate(sorted(network)):
        network.nodes[node]["scores"] = {"age": years}
    aged = data_of(network)["nodes"]
    assert [node["size"] for node in aged] == [drawing.radius(years, 7) for years in range(8)]


def test_the_scripts_know_the_sizes_that_python_knows() -> None:
    """`look.js` computes them anew when the reader chooses another measure."""
    code = (TEMPLATES / "look.js").read_text(encoding="utf-8")
    assert f"const [SMALLEST, LARGEST] = [{drawing.SMALLEST}, {drawing.LARGEST}];" in code
    assert f"const FEW = {MODULE.MANY};" in code


def test_disputes_have_a_section_only_where_there_are_some() -> None:
    """How many edges, and how many others."""
    assert data_of(invented())["legend"]["disputes"] == []
    network = invented()
    next(iter(network.edges(data=True)))[2]["disputed"] = ["1 + 1 = 3"]
    counts = {row["key"]: row["count"] for row in data_of(network)["legend"]["disputes"]}
    assert counts == {"disputed": 1, "undisputed": 8}


def test_communities_stand_in_the_order_of_their_numbers() -> None:
    """Ten comes after nine, and what belongs to none comes last."""
    network = nx.MultiDiGraph()
    network.add_nodes_from((f"n{i}", {"community": "10" if i > 5 else "9"}) for i in range(8))
    network.add_node("none")
    assert [row["key"] for row in data_of(network)["legend"]["communities"]] == ["9", "10", ""]


def test_a_large_network_is_drawn_by_the_other_canvas_and_has_one_layout(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The rest of the page is the same."""
    small = page(invented(), title="Invented")
    monkeypatch.setattr(MODULE, "MANY", 7)
    large = page(invented(), title="Invented")
    assert "new vis.Network(" in small
    assert "new vis.Network(" not in large
    assert "sigma" in large
    assert list(data_of(invented())["layouts"]) == ["force"]


def test_no_two_scripts_declare_the_same_name() -> None:
    """They share one scope; the canvases have one of their own and give it the names of their interface."""
    names = ["data.js", "model.js", "look.js", *MODULE.SCRIPTS]
    declared: Counter[str] = Counter(MODULE.CANVAS.split(", "))
    for name in names:
        code = (TEMPLATES / name).read_text(encoding="utf-8")
        for found in re.finditer(
            r"^(?:async )?(?:function|const|let) (?:(\w+)|[\[{]([^\]}]+)[\]}])", code, re.MULTILINE
        ):
            declared.update(one.strip() for one in (found[1] or found[2]).split(","))
    assert len(declared) > 150
    assert [name for name, times in declared.items() if times > 1] == []


@pytest.mark.parametrize("canvas", MODULE.CANVASES)
def test_only_the_canvases_know_the_libraries(canvas: str) -> None:
    """And each defines the whole interface."""
    code = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in MODULE.CANVASES[canvas])
    for name in MODULE.CANVAS.split(", "):
        assert re.search(rf"^(?:const|function) {name}\b", code, re.MULTILINE), name
    for name in MODULE.SCRIPTS:
        other = (TEMPLATES / name).read_text(encoding="utf-8")
        assert not re.search(r"\b(?:vis|sigma|network|engine)\.", other), name


@pytest.mark.parametrize("path", sorted(TEMPLATES.iterdir()), ids=lambda path: path.name)
def test_a_script_is_small(path: Path) -> None:
    """As the modules are: at most 300 lines."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


def test_the_network_keeps_its_figures_and_scores() -> None:
    """Nothing is taken from what was given."""
    network = invented(measures={"a": ""}, stages={"1": "Study"})
    for node in network:
        network.nodes[node].update(scores={"a": 1.0}, figures=[{"text": "1", "disputed": []}], stage="1")
    before = copy.deepcopy(dict(network.nodes(data=True)))
    data_of(network)
    assert dict(network.nodes(data=True)) == before
