"""A large invented network: as many actors as wanted, in three scripts, with claims, evidence and hubs."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

import networkx as nx

COUNTRIES = {
    "KR": ("Korea", 5),
    "CN": ("China", 5),
    "US": ("United States", 2),
    "JP": ("Japan", 1),
    "DE": ("Germany", 1),
}
KINDS = {
    "person": ("Person", "연구자", "研究者", 5),
    "institute": ("Institute", "연구소", "研究所", 3),
    "university": ("University", "대학교", "大学", 2),
    "programme": ("Programme", "사업", "计划", 1),
}
LAYERS = {"cooperation": "Cooperation", "talent": "Talent", "funding": "Funding"}
STATUSES = {"established": 8, "planned": 2, "claimed": 1, "ended": 1}


def crowd(actors: int, relations: int, seed: int = 1) -> nx.MultiDiGraph:
    """The same network for the same numbers; actor 0 has most relations, most relations stay at home."""
    chance = random.Random(seed)
    network = nx.MultiDiGraph(about={"Source": "Invented"})
    for number in range(actors):
        network.add_node(f"https://example.org/id/a{number}", **_actor(number, chance))
    # Weights by rank, as in most networks that grow: a few hubs, and many with a relation or two.
    names = list(network)
    everyone = list(accumulate((number + 5) ** -0.6 for number in range(actors)))
    by_country: dict[str, list[str]] = {}
    for name, data in network.nodes(data=True):
        by_country.setdefault(data["country"], []).append(name)
    for number in range(relations):
        (one,) = chance.choices(names, cum_weights=everyone)
        other = _other(one, network.nodes[one]["country"], by_country, names, everyone, chance)
        network.add_edge(one, other, key=f"https://example.org/claim/{number}", **_claim(number, chance))
    return network


def _actor(number: int, chance: random.Random) -> dict[str, Any]:
    country = _one_of({key: weight for key, (_, weight) in COUNTRIES.items()}, chance)
    kind = _one_of({key: weight for key, (*_, weight) in KINDS.items()}, chance)
    english, korean, chinese, _ = KINDS[kind]
    return {
        "label": f"{english} {number} of {COUNTRIES[country][0]}",
        "names": {"ko": [f"{korean} {number}호"], "zh": [f"第{number}{chinese}"]},
        "native": f"{korean} {number}호"
        if country == "KR"
        else f"第{number}{chinese}"
        if country == "CN"
        else "",
        "kind": kind,
        "kind_label": english,
        "country": country,
        "country_label": COUNTRIES[country][0],
        "existence": "planned" if chance.random() < 0.03 else "established",
    }


def _other(
    one: str,
    country: str,
    by_country: dict[str, list[str]],
    names: Sequence[str],
    everyone: Sequence[float],
    chance: random.Random,
) -> str:
    """Whom an actor is related to: mostly somebody at home, and never itself."""
    while True:
        if chance.random() < 0.7:
            home = by_country[country]
            other = home[int(len(home) * chance.random() ** 2)]
        else:
            (other,) = chance.choices(names, cum_weights=everyone)
        if other != one:
            return other


def _claim(number: int, chance: random.Random) -> dict[str, Any]:
    layer = chance.choice(list(LAYERS))
    status = _one_of(STATUSES, chance)
    since = chance.choice((None, 1992, 1998, 2005, 2013, 2018))
    return {
        "relation": f"has{LAYERS[layer]}",
        "label": f"has {LAYERS[layer].lower()} with",
        "symmetric": layer == "cooperation",
        "layer": layer,
        "layer_label": LAYERS[layer],
        "status": status,
        "status_label": status.title(),
        "period": f"since {since}" if since else "",
        "since": since,
        "evidence": [
            {"source": f"Invented report {number % 40}", "locator": f"Table {number % 9}, row {number}"}
        ],
    }


def _one_of(weights: dict[str, int], chance: random.Random) -> str:
    (found,) = chance.choices(list(weights), list(weights.values()))
    return found
