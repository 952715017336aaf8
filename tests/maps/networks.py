"""Networks that the tests of maps draw: the invented one, and random ones of any size."""

from __future__ import annotations

import json
import random
from pathlib import Path

import networkx as nx

INVENTED = Path(__file__).parent / "invented.json"
COUNTRIES = ("KR", "CN", "US", "DE", "")
PLACES = {"KR": (36.3, 127.8), "CN": (35.0, 104.2), "US": (39.8, -98.6), "DE": (51.1, 10.4)}


def invented() -> nx.MultiDiGraph:
    """The network that these tests and the browser's share."""
    return nx.node_link_graph(json.loads(INVENTED.read_text(encoding="utf-8")), edges="edges")


def made(nodes: int, ties: int, seed: int = 1) -> nx.MultiDiGraph:
    """A random network of actors of four countries and of none, with places, stages and years."""
    chance = random.Random(seed)
    network = nx.MultiDiGraph(stages={"1": "Study", "2": "Career", "3": "Return"})
    for number in range(nodes):
        country = chance.choice(COUNTRIES)
        network.add_node(
            f"n{number}",
            label=f"Institute {number} of something" * chance.choice((1, 1, 2)),
            country=country,
            stage=(stage := chance.choice(("1", "2", "3", "", ""))),
            passes="" if stage else chance.choice(("1", "2", "3", "")),
        )
        if country in PLACES:
            network.nodes[f"n{number}"]["lat"], network.nodes[f"n{number}"]["lon"] = PLACES[country]
    for number in range(ties if nodes else 0):
        one, other = chance.randrange(nodes), int(nodes * chance.random() ** 2)
        network.add_edge(f"n{one}", f"n{other}", key=f"t{number}", since=chance.choice((None, 1992, 2005)))
    return network


def backwards(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The same network, built in the opposite order."""
    found = nx.MultiDiGraph(**network.graph)
    found.add_nodes_from(reversed(list(network.nodes(data=True))))
    found.add_edges_from(reversed(list(network.edges(keys=True, data=True))))
    return found
