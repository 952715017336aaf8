"""A network as pyvis holds it: a node for each actor, an edge for each claim, each with a card.

A card is what the page knows of a thing. Everything is copied into plain types and sorted by id, so that the
caller's network stays as it is and the order in which it was built leaves no trace.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import networkx as nx
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from kg.maps.text import number, plain, slugs, text

__all__ = ["Card", "drawing", "edge_cards", "measures", "node_cards", "radius"]

Card = dict[str, Any]

NODE_FIELDS = (
    "kind",
    "kind_label",
    "country",
    "country_label",
    "existence",
    "existence_label",
    "community",
    "note",
    "native",
)
EDGE_FIELDS = (
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


#: Half the width of the least and of the most important node, in units of the map; look.js has them too.
SMALLEST, LARGEST = 6, 24


def radius(score: float, most: float) -> float:
    """Half the width of a node: what it has above the least width grows with the root of its score.

    `most` is the highest score of the network; a page computes the same, in `look.js`.

    >>> radius(1, 4), radius(4, 4), radius(0, 0)
    (15.0, 24.0, 6.0)
    """
    return round(SMALLEST + (LARGEST - SMALLEST) * math.sqrt(max(score, 0) / (most or 1)), 1)


def measures(network: nx.MultiDiGraph) -> dict[str, str]:
    """The measures by which nodes may be sized, with their labels, if any; the first is the usual one."""
    given = network.graph.get("measures") or {}
    return {text(name): text(label) for name, label in given.items()}


def node_cards(network: nx.MultiDiGraph) -> dict[str, Card]:
    """What the page says about each node, by id."""
    cards: dict[str, Card] = {}
    ids = sorted(network, key=text)
    slug = slugs([text(node) for node in ids])
    for node in ids:
        data = network.nodes[node]
        card: Card = {field: text(data.get(field)) for field in NODE_FIELDS}
        card["label"] = text(data.get("label")) or text(node)
        card["slug"] = slug[text(node)]
        card["family"] = text(data.get("family")) or card["kind"]
        card["family_label"] = text(data.get("family_label")) or card["kind_label"]
        card["names"] = dict(sorted(plain(data.get("names") or {}).items()))
        card["links"] = plain(list(data.get("links") or ()))
        card["figures"] = [_without(plain(figure)) for figure in data.get("figures") or ()]
        card["scores"] = _scores(data.get("scores") or {})
        cards[text(node)] = card
    return cards


def edge_cards(network: nx.MultiDiGraph) -> list[Card]:
    """What the page says about each edge, parallel ones included."""
    cards: list[Card] = []
    for source, target, key, data in network.edges(keys=True, data=True):
        card: Card = {field: text(data.get(field)) for field in EDGE_FIELDS}
        card |= {"source": text(source), "target": text(target), "claim": text(key)}
        card["symmetric"] = bool(data.get("symmetric"))
        card["evidence"] = plain(list(data.get("evidence") or ()))
        card["disputed"] = plain(list(data.get("disputed") or ()))
        card |= {year: _year(data.get(year)) for year in ("since", "until")}
        card["weight"] = number(data.get("weight"))
        cards.append(card)
    cards.sort(key=lambda card: (card["source"], card["target"], card["claim"], card["relation"]))
    for card, slug in zip(cards, _slugs(cards), strict=True):
        card["slug"] = slug
    return cards


def _scores(scores: Mapping[object, object]) -> dict[str, float]:
    """The scores that are numbers, by the name of their measure."""
    found = {text(name): number(score) for name, score in scores.items()}
    return {name: score for name, score in sorted(found.items()) if score is not None}


def _year(value: object) -> int | None:
    """A year that a slider can show; None where there is none."""
    found = number(value)
    return None if found is None else int(found)


def _slugs(cards: Sequence[Card]) -> list[str]:
    """A link for each edge: its claim's slug, numbered where one claim gives several edges."""
    short = slugs(sorted({card["claim"] for card in cards}))
    seen: dict[str, int] = {}
    found = []
    for card in cards:
        slug = short[card["claim"]]
        seen[slug] = seen.get(slug, 0) + 1
        found.append(slug if seen[slug] == 1 else f"{slug}~{seen[slug]}")
    return found


def drawing(
    nodes: Mapping[str, Card],
    edges: Sequence[Card],
    places: Mapping[str, tuple[int, int]],
    shapes: Mapping[str, str],
    measures: Iterable[str] = (),
) -> Network:
    """Builds the pyvis network: positions are fixed, sizes tell the first measure or else the relations."""
    by = next(iter(measures), "")
    scores = {id_: float(card["scores"].get(by) or 0) for id_, card in nodes.items()}
    if not by:
        for edge in edges:
            for end in {edge["source"], edge["target"]}:
                scores[end] += 1
    most = max(scores.values(), default=0)
    network = Network(directed=True)
    for id_, card in nodes.items():
        x, y = places[id_]
        shape = shapes.get(card["family"], "dot")
        look = {"size": radius(scores[id_], most), "x": x, "y": y, "card": _without(card, "family_label")}
        # Not through `add_node` and `add_edge`: they look through all nodes for every one, minutes in all.
        network.node_map[id_] = Node(id_, shape, card["label"], **look).options
    network.node_ids, network.nodes = list(network.node_map), list(network.node_map.values())
    for edge in edges:
        card = _without(edge, "source", "target", "layer_label", "status_label")
        network.edges.append(Edge(edge["source"], edge["target"], True, card=card).options)
    return network


def _without(card: Card, *fields: str) -> Card:
    """The card without what is empty and without what the page finds in the legend."""
    return {
        field: value
        for field, value in card.items()
        if value not in (None, "", False, [], {}) and field not in fields
    }
