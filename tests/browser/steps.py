"""What the tests of the map share: a network with everything that a page can show, and what a reader does."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import networkx as nx

from kg.maps import page

INVENTED = Path(__file__).parents[1] / "maps" / "invented.json"
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
    "device_scale_factor": 2,
}
ARITHMETIC = "4 + 9 + 40 = 53, printed total 59"
Open = Callable[..., SimpleNamespace]


def invented() -> nx.MultiDiGraph:
    """The invented network of the other tests of maps."""
    return nx.node_link_graph(json.loads(INVENTED.read_text(encoding="utf-8")), edges="edges")


def rich() -> nx.MultiDiGraph:
    """The invented network with years, disputes, figures, scores, communities, stages and coordinates."""
    network = invented()
    network.graph |= {
        "measures": {"degree": "ties", "between": "betweenness"},
        "stages": {"a": "Study", "b": "Return"},
    }
    degree, between = nx.degree_centrality(network), nx.betweenness_centrality(nx.DiGraph(network))
    for number, (node, data) in enumerate(network.nodes(data=True)):
        name = node.rpartition("/")[2]
        data["scores"] = {"degree": degree[node], "between": between[node]}
        data["community"] = "" if name == "lone-society" else "2" if name in {"mei-lin", "lakeside"} else "1"
        data["stage"] = {"lakeside": "a", "xinghe": "b"}.get(name, "")
        data["lat"], data["lon"] = (
            30.0 + number,
            {"KR": 127.0, "CN": 110.0}.get(data.get("country", ""), -90.0),
        )
    evidence = [{"source": "Invented report", "locator": "Table 7"}]
    figure = {
        "heading": "Budget",
        "status": "established",
        "status_label": "Established",
        "evidence": evidence,
    }
    network.nodes["https://example.org/id/hanbit"]["figures"] = [
        {**figure, "heading": "Researchers", "text": "120 persons", "disputed": []},
        {**figure, "text": "59 units (all years)", "disputed": [ARITHMETIC]},
        {**figure, "text": "53 units (parts)", "disputed": [ARITHMETIC]},
    ]
    years = {"1": {"since": 1993}, "4": {"since": 1992, "until": 1992}, "5": {"since": 1998}}
    for _, _, key, data in network.edges(keys=True, data=True):
        number_ = key.rpartition("/")[2]
        data |= years.get(number_, {})
        data["disputed"] = [ARITHMETIC] if number_ == "2" else []
    return network


def draw(network: nx.MultiDiGraph, **options: Any) -> str:
    """The page as these tests want it."""
    return page(
        network, **({"title": "Invented", "layers": ["cooperation"], "sides": ("KR", "CN")} | options)
    )


def visible(view: SimpleNamespace) -> dict[str, int]:
    """How many actors and relations the map shows."""
    found: dict[str, int] = view.page.evaluate("argonauts.visible()")
    return found


def click_actor(view: SimpleNamespace, slug: str) -> None:
    """Clicks where the map says that an actor is."""
    point = view.page.evaluate("slug => argonauts.where(slug)", slug)
    view.page.mouse.click(point["x"], point["y"])
    view.page.wait_for_selector("#details h2")


def switch(view: SimpleNamespace, section: str, key: str) -> None:
    """Clicks one row of the legend."""
    view.page.click(f'#legend input[data-section="{section}"][data-key="{key}"]')


def address(view: SimpleNamespace) -> str:
    """What stands after the # in the address."""
    found: str = view.page.evaluate("location.hash")
    return found
