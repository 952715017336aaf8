"""A network as pyvis holds it: a node for each actor, an edge for each claim, each with a card.

A card is what the page knows of a thing. Everything is copied into plain types and sorted by id, so that the
caller's network stays as it is and the order in which it was built leaves no trace.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import networkx as nx
from pyvis.network import Network

from kg.maps.text import plain, slugs, text

__all__ = ["Card", "drawing", "edge_cards", "node_cards"]

Card = dict[str, Any]

NODE_FIELDS = (
    "kind",
    "kind_label",
    "country",
    "country_label",
    "existence",
    "existence_label",
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
        cards.append(card)
    cards.sort(key=lambda card: (card["source"], card["target"], card["claim"], card["relation"]))
    for card, slug in zip(cards, _slugs(cards), strict=True):
        card["slug"] = slug
    return cards


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
) -> Network:
    """Builds the pyvis network: positions are fixed, size grows with the root of the number of relations."""
    degree = dict.fromkeys(nodes, 0)
    for edge in edges:
        for end in {edge["source"], edge["target"]}:
            degree[end] += 1
    network = Network(directed=True)
    for id_, card in nodes.items():
        x, y = places[id_]
        size = round(6 + 2.4 * math.sqrt(min(degree[id_], 60)), 1)
        shape = shapes.get(card["family"], "dot")
        look = {"label": card["label"], "shape": shape, "size": size, "group": card["family"]}
        network.add_node(id_, **look, x=x, y=y, card=_without(card, "family_label"))
    for edge in edges:
        card = _without(edge, "source", "target", "layer_label", "status_label")
        network.add_edge(edge["source"], edge["target"], card=card)
    return network


def _without(card: Card, *fields: str) -> Card:
    """The card without what is empty and without what the page finds in the legend."""
    return {field: value for field, value in card.items() if value and field not in fields}
