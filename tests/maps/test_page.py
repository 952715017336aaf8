"""The page of a small invented network: what is in it, what never is, and that it is always the same."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import networkx as nx
import pytest

from kg.maps import page
from kg.maps.layouts import positions

INVENTED = Path(__file__).parent / "invented.json"
HOSTILE = [
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<!--<script>",
    "\"'`{{ 7 * 7 }}{% raw %}",
    "line\u2028separator\u2029and\x00nul",
    "\u202eright to left\u202c\u2067isolate",
    "lone \ud800 surrogate",
    "__proto__",
    "길" * 10_000,
]


def invented() -> nx.MultiDiGraph:
    """The network that these tests and the browser's share."""
    return nx.node_link_graph(json.loads(INVENTED.read_text(encoding="utf-8")), edges="edges")


def draw(network: nx.MultiDiGraph) -> str:
    """The page as the tests want it."""
    return page(network, title="Invented", layers=["cooperation", "funding"], sides=("KR", "CN"))


def payload(html: str) -> dict[str, Any]:
    """The data that the page carries."""
    found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    return json.loads(found[0])


def tags(html: str) -> list[tuple[str, dict[str, str | None]]]:
    """Every element of the page with its attributes, as a parser of HTML sees them."""
    seen: list[tuple[str, dict[str, str | None]]] = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: seen.append((tag, dict(attributes)))  # type: ignore[method-assign]
    parser.feed(html)
    return seen


def hostile(value: str) -> nx.MultiDiGraph:
    """A network with the same text in every place that takes one."""
    network = nx.MultiDiGraph(about={value: value})
    node = dict.fromkeys(
        ("label", "native", "kind", "kind_label", "family", "family_label", "country"), value
    )
    node |= dict.fromkeys(("country_label", "existence", "existence_label", "note"), value)
    fields = (
        "relation",
        "label",
        "inverse",
        "layer",
        "layer_label",
        "status",
        "status_label",
        "text",
        "period",
    )
    evidence = [{"source": value, "locator": value}]
    network.add_node(value, **node, names={value: [value, value]}, links=[(value, value)])
    network.add_node("other", **node)
    network.add_edge(value, "other", key=value, **dict.fromkeys(fields, value), evidence=evidence)
    return network


def test_the_page_is_one_document_with_everything_in_it() -> None:
    """Two scripts, one style, one block of data, and nothing that is fetched."""
    seen = tags(draw(invented()))
    names = [tag for tag, _ in seen]
    assert names[0] == "html"
    assert [names.count(tag) for tag in ("script", "style", "title", "main", "table")] == [3, 1, 1, 1, 0]
    assert not {"iframe", "object", "embed", "base", "form", "img"} & set(names)
    loads = [value for _, attributes in seen for name in ("src", "href") if (value := attributes.get(name))]
    assert all(value.startswith(("data:", "#")) for value in loads), loads


def test_the_security_policy_names_the_hash_of_each_script_and_style() -> None:
    """What is not named is forbidden; an inline handler or a style attribute would not run."""
    html = draw(invented())
    policy = next(a["content"] for _, a in tags(html) if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    assert "http" not in policy
    for code in re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", html, re.DOTALL):
        assert b64encode(hashlib.sha256(code.encode()).digest()).decode() in policy
    handlers = [
        name
        for _, attributes in tags(html)
        for name in attributes
        if name.startswith("on") or name == "style"
    ]
    assert handlers == []


def test_every_node_and_every_parallel_edge_is_in_the_data() -> None:
    """Three claims between the same two institutes are three edges."""
    network = invented()
    data = payload(draw(network))
    assert {node["id"] for node in data["nodes"]} == set(network)
    assert len(data["edges"]) == network.number_of_edges()
    assert sorted(edge["card"]["claim"] for edge in data["edges"]) == sorted(
        key for _, _, key in network.edges(keys=True)
    )
    ends = {"https://example.org/id/hanbit", "https://example.org/id/xinghe"}
    assert sum({edge["from"], edge["to"]} == ends for edge in data["edges"]) == 3


def test_evidence_and_status_travel_with_each_claim() -> None:
    """The reader of the page can say who says so, and where."""
    data = payload(draw(invented()))
    claim = next(edge["card"] for edge in data["edges"] if edge["card"]["claim"].endswith("/2"))
    assert claim["status"] == "planned"
    assert claim["text"] == "a joint laboratory"
    assert claim["evidence"] == [{"source": "Invented report", "locator": "Table 2, row 6"}]


def test_the_legend_counts_what_there_is_in_the_order_that_was_asked_for() -> None:
    """Layers first as given, then by frequency; planned is dashed, claimed is dotted."""
    legend = payload(draw(invented()))["legend"]
    assert [(row["key"], row["count"]) for row in legend["layers"]] == [
        ("cooperation", 3), ("funding", 1), ("talent", 3), ("policy", 2)
    ]  # fmt: skip
    assert [row["key"] for row in legend["countries"]] == ["KR", "CN", "US", ""]
    lines = {row["key"]: row["line"] for row in legend["statuses"]}
    assert [lines[key] for key in ("established", "planned", "proposed", "claimed")] == [
        "solid", "dashed", "dashed", "dotted"
    ]  # fmt: skip


def test_a_shape_that_cannot_be_drawn_is_refused() -> None:
    """A misspelt style is an error here, not an empty map there."""
    with pytest.raises(ValueError, match="cannot draw 'circel'"):
        page(invented(), title="Invented", legend={"kinds": {"person": "circel"}})


def test_one_side_stands_left_and_the_other_right() -> None:
    """The mean of each country's actors says so."""
    network = invented()
    where = positions(network, sides=("KR", "CN"))
    means = {}
    for country in ("KR", "CN"):
        places = [where[node][0] for node, data in network.nodes(data=True) if data.get("country") == country]
        means[country] = sum(places) / len(places)
    assert means["KR"] < -20 < 20 < means["CN"]


@pytest.mark.parametrize("value", HOSTILE, ids=[ascii(value)[:20] for value in HOSTILE])
def test_hostile_text_adds_no_element_and_stays_in_its_place(value: str) -> None:
    """The elements are those of a harmless page, and the data gives the text back as it was."""
    html = page(hostile(value), title=value, subtitle=value)
    harmless = page(hostile("harmless"), title="harmless", subtitle="harmless")
    assert [tag for tag, _ in tags(html)] == [tag for tag, _ in tags(harmless)]
    assert html.encode("utf-8")
    whole = value.replace("\ud800", "\ufffd")
    card = next(node["card"] for node in payload(html)["nodes"] if node["id"] == whole)
    assert card["label"] == whole
    assert card["names"] == {whole: [whole, whole]}


def test_a_hostile_language_stays_in_its_attribute() -> None:
    """The words fall back to English."""
    html = page(invented(), title="Invented", language='"><script>alert(1)</script>')
    assert [tag for tag, _ in tags(html)].count("script") == 3
    assert payload(html)["words"]["legend"] == "Legend"


@pytest.mark.parametrize(("language", "legend"), [("en", "Legend"), ("ko", "범례"), ("zh-Hans", "图例")])
def test_the_page_speaks_three_languages(language: str, legend: str) -> None:
    """The words of the interface, not the labels, which the caller gives."""
    html = page(invented(), title="Invented", language=language)
    assert f'<html lang="{language}">' in html
    assert f'aria-controls="legend">{legend}</button>' in html


def test_the_network_that_was_given_is_left_as_it_was() -> None:
    """pyvis writes into what it is given, so it is given a copy."""
    network = invented()
    before = (
        copy.deepcopy(dict(network.nodes(data=True))),
        copy.deepcopy(list(network.edges(keys=True, data=True))),
    )
    draw(network)
    assert before == (dict(network.nodes(data=True)), list(network.edges(keys=True, data=True)))


def test_the_order_in_which_the_network_was_built_leaves_no_trace() -> None:
    """Nodes and edges added backwards give the same bytes."""
    network, backwards = invented(), nx.MultiDiGraph()
    backwards.graph.update(network.graph)
    backwards.add_nodes_from(reversed(list(network.nodes(data=True))))
    backwards.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    assert draw(network) == draw(backwards)


@pytest.mark.parametrize("surroundings", [{"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "LC_ALL": "C"}])
def test_two_builds_give_the_same_bytes_under_any_hash_seed_and_locale(surroundings: dict[str, str]) -> None:
    """Also in another process, where nothing but ASCII is the default."""
    here = draw(invented())
    assert here == draw(invented())
    code = (
        "import hashlib, json, sys, networkx as nx; from kg.maps import page; from pathlib import Path;"
        "data = json.loads(Path(sys.argv[1]).read_text(encoding='utf-8'));"
        "network = nx.node_link_graph(data, edges='edges');"
        "html = page(network, title='Invented', layers=['cooperation', 'funding'], sides=('KR', 'CN'));"
        "print(hashlib.sha256(html.encode('utf-8')).hexdigest())"
    )
    environment = {**os.environ, **surroundings}
    found = subprocess.run(
        [sys.executable, "-c", code, str(INVENTED)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.strip() == hashlib.sha256(here.encode("utf-8")).hexdigest()


def test_a_network_without_any_attribute_or_node_still_makes_a_page() -> None:
    """Everything is optional."""
    assert payload(page(nx.MultiDiGraph(), title="Empty"))["nodes"] == []
    data = payload(page(nx.MultiDiGraph([("a", "b")]), title="Bare"))
    assert [node["label"] for node in data["nodes"]] == ["a", "b"]


def test_the_maps_import_nothing_else_of_the_package() -> None:
    """A pure function of a network: it could be a library of its own."""
    import kg.maps

    for file in sorted(Path(kg.maps.__file__).parent.glob("*.py")):
        imported = re.findall(
            r"^\s*(?:from|import) (kg[.\w]*)", file.read_text(encoding="utf-8"), re.MULTILINE
        )
        assert [name for name in imported if not name.startswith("kg.maps")] == [], file.name
