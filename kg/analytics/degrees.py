"""Measures of a node's own ties: how many, in which direction, how strong."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TypeAlias

import networkx as nx

from kg.analytics.simplify import directed, undirected

__all__ = ["degree", "in_degree", "out_degree", "strength"]

Scores: TypeAlias = dict[Hashable, float]


def degree(network: nx.Graph) -> Scores:
    """The share of all others that are neighbours, by whatever ties in whatever direction: d / (n − 1).

    Where there are no others the share is 1, as networkx has it.

    L. C. Freeman (1978), "Centrality in Social Networks: Conceptual Clarification", Social Networks 1,
    215–239.

    >>> degree(nx.path_graph(3))
    {0: 0.5, 1: 1.0, 2: 0.5}
    """
    return dict(nx.degree_centrality(undirected(network)))


def in_degree(network: nx.Graph) -> Scores:
    """The share of all others that point to a node; a tie without a direction points both ways.

    Where there are no others the share is 1, as networkx has it.

    S. Wasserman and K. Faust (1994), Social Network Analysis, 199: prestige by degree.

    >>> in_degree(nx.DiGraph([("ann", "bob"), ("cyn", "bob")]))
    {'ann': 0.0, 'bob': 1.0, 'cyn': 0.0}
    """
    return dict(nx.in_degree_centrality(directed(network)))


def out_degree(network: nx.Graph) -> Scores:
    """The share of all others that a node points to; a tie without a direction points both ways.

    Where there are no others the share is 1, as networkx has it.

    S. Wasserman and K. Faust (1994), Social Network Analysis, 199: centrality by degree.

    >>> out_degree(nx.DiGraph([("ann", "bob"), ("cyn", "bob")]))
    {'ann': 0.5, 'bob': 0.0, 'cyn': 0.5}
    """
    return dict(nx.out_degree_centrality(directed(network)))


def strength(network: nx.Graph) -> Scores:
    """The sum of the weights of all ties of a node, in both directions; a tie without a weight counts 1.

    A. Barrat, M. Barthélemy, R. Pastor-Satorras and A. Vespignani (2004), "The Architecture of Complex
    Weighted Networks", Proceedings of the National Academy of Sciences 101, 3747–3752.

    >>> strength(nx.MultiGraph([("ann", "bob", {"weight": 2}), ("ann", "bob"), ("bob", "cyn")]))
    {'ann': 3, 'bob': 4, 'cyn': 1}
    """
    return dict(undirected(network).degree(weight="weight"))
